"""The ledger on the command line, and whether a file is one of its copies."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.trainer.handouts.ledger import become, give
from trainer.cli import main
from trainer.config import Config
from trainer.tenancy.scope import StudioSession

Run = Callable[..., Result]


@pytest.fixture
def run(config: Config, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the world's database."""
    monkeypatch.setenv("DATABASE_URL", config.database_url)
    monkeypatch.setenv("SECRET_KEY", config.secret_key)
    monkeypatch.setenv("TRAINER_HOME", str(config.home))
    return lambda *words: CliRunner().invoke(main, ["handouts", *map(str, words)])


def test_a_file_tells_whose_copy_it_is(run: Run, every: StudioSession, tmp_path: Path) -> None:
    copy = give(every, "ana")
    become(every, copy, "handed_over")
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy.serial.encode())

    result = run("verify", file)

    assert result.exit_code == 0
    for word in ("Harbour", "/harbour/", copy.serial, "Ana Sousa", "handed over", "current"):
        assert word in result.output


def test_a_file_that_was_changed_is_nobodys(run: Run, every: StudioSession, tmp_path: Path) -> None:
    copy = give(every, "ana")
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy.serial.encode() + b"\n")

    result = run("verify", file)

    assert result.exit_code == 1
    assert "changed since" in result.output


def test_a_withdrawn_copy_is_known_by_its_hash_still(
    run: Run, every: StudioSession, tmp_path: Path
) -> None:
    copy = give(every, "ana")
    become(every, copy, "withdrawn")
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy.serial.encode())

    assert "withdrawn" in run("verify", file).output


def test_the_ledger_is_listed_with_every_copy(run: Run, every: StudioSession) -> None:
    assert "Nothing was printed yet." in run("ledger", "--studio", "harbour").output
    copies = [give(every, who) for who in ("ana", "bruno")]

    head, *lines = run("ledger", "--studio", "harbour").output.splitlines()
    table = run("ledger", "--studio", "harbour", "--csv").output

    assert head.startswith("Serial")
    assert [line.split()[0] for line in lines] == [each.serial for each in reversed(copies)]
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == [each.serial for each in reversed(copies)]
    assert "Nothing was printed yet." in run("ledger", "--studio", "ridge").output


def test_a_studio_that_is_not_there_is_told_so(run: Run) -> None:
    result = run("ledger", "--studio", "nowhere")

    assert result.exit_code == 1
    assert "There is no studio at /nowhere/." in result.output
