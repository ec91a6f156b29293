"""`handouts print`: for everybody, for some, done here or by a worker, and what it says."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.quick_press import work_off
from tests.trainer.world import email
from trainer.cli import main
from trainer.commands import print_run
from trainer.config import Config
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun
from trainer.storage.job import Job
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import StudioSession

pytestmark = on_sqlite
Print = Callable[..., Result]
NAMES = re.compile(rb'"name":"(\w+) \w+","studio"')


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where it is printed to."""
    return tmp_path / "handouts.pdf"


@pytest.fixture
def print_to(config: Config, monkeypatch: pytest.MonkeyPatch, file: Path) -> Print:
    """Print the lesson of Harbour on the world's database."""
    monkeypatch.setenv("DATABASE_URL", config.database_url)
    monkeypatch.setenv("SECRET_KEY", config.secret_key)
    monkeypatch.setenv("TRAINER_HOME", str(config.home))
    what = ["handouts", "print", "--studio", "harbour", "--lesson", "feet", "-o", str(file)]
    return lambda *words: CliRunner().invoke(main, [*what, *words])


def test_everybody_gets_a_copy_in_one_file(print_to: Print, file: Path, look: Look) -> None:
    result = print_to("--to", "all")

    assert result.exit_code == 0, result.output
    assert f"5 printed: {file}" in result.output
    assert NAMES.findall(file.read_bytes()) == [b"Zoe", b"Bruno", b"Olga", b"Mia", b"Ana"]
    assert len(look(sa.select(Copy))) == 5
    assert look(sa.select(Job.id).where(Job.ended_at.is_(None))) == []


def test_somebody_alone_is_named_by_their_address(print_to: Print, file: Path) -> None:
    result = print_to("--to", email("ana").upper(), "--kind", "cards")

    assert "1 printed" in result.output
    assert NAMES.findall(file.read_bytes()) == [b"Ana"]
    assert b'"type":"cards"' in file.read_bytes()


def test_who_has_one_is_not_missing_it(print_to: Print, file: Path) -> None:
    print_to("--to", email("ana"))

    print_to("--to", "missing")

    assert NAMES.findall(file.read_bytes()) == [b"Zoe", b"Bruno", b"Olga", b"Mia"]


def test_a_stack_is_for_both_sides_and_has_a_cover_when_it_is_told(
    print_to: Print, file: Path, look: Look
) -> None:
    print_to("--to", "all", "--duplex", "--cover")

    (run,) = look(sa.select(PrintRun))
    assert (run.duplex, run.cover) == (True, True)
    assert b'"type":"cover"' in file.read_bytes().partition(b"an empty side")[0]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--to", "stale"), "Nobody is meant by --to stale, so nothing was printed."),
        (("--to", "no.one@example.com"), "Nobody is meant by --to no.one@example.com"),
        (("--to", "all", "--lesson", "hands"), "There is no lesson at /hands/ in this studio."),
        (("--to", "all", "--studio", "nowhere"), "There is no studio at /nowhere/."),
    ],
)
def test_what_makes_no_sense_prints_nothing_and_says_why(
    print_to: Print, file: Path, look: Look, words: tuple[str, ...], why: str
) -> None:
    result = print_to(*words)

    assert result.exit_code == 1
    assert why in result.output
    assert not file.exists()
    assert look(sa.select(PrintRun)) == []


def test_who_cannot_be_printed_is_told_by_name(
    print_to: Print, every: StudioSession, file: Path
) -> None:
    for who, name in (("ana", "\U000e0041"), ("bruno", "Ina 😀")):
        address = Person.email == email(who)
        every.execute(sa.update(Person).where(address).values(name=name))
    every.commit()

    result = print_to("--to", "all")

    assert result.exit_code == 0
    assert "4 printed" in result.output
    assert "We have no letters" in result.output
    assert "Ina 😀: Left out of the name: 😀" in result.output


def test_when_nothing_comes_of_it_it_says_so_and_fails(
    print_to: Print, every: StudioSession, file: Path
) -> None:
    address = Person.email == email("ana")
    every.execute(sa.update(Person).where(address).values(name="\U000e0041"))
    every.commit()

    result = print_to("--to", email("ana"))

    assert result.exit_code == 1
    assert "Nothing could be printed." in result.output
    assert not file.exists()


def test_a_run_that_an_owner_has_at_the_press_is_left_alone(
    print_to: Print, sign_in: SignIn, member_id: MemberId
) -> None:
    olga: FlaskClient = sign_in("olga")
    olga.post(f"{FEET}/print-runs", data={"membership": [member_id("ana")]})

    result = print_to("--to", "all")

    assert result.exit_code == 1
    assert "at the press already" in result.output


def test_what_a_worker_has_in_hand_is_waited_for(
    app: Flask, print_to: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def worker_comes(seconds: float) -> None:
        waits.append(seconds)
        work_off(app)

    monkeypatch.setattr(print_run, "take_turn", lambda: False)
    monkeypatch.setattr(time, "sleep", worker_comes)

    result = print_to("--to", "all")

    assert len(waits) == 1
    assert "5 printed" in result.output
