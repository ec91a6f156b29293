"""``doctor``: a site that is well is said to be, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.trainer.checkup.plants import PLANTED, Ill
from tests.trainer.conftest import MemberId, SignIn
from tests.trainer.learner import FEET
from tests.trainer.postbox import open_postbox
from tests.trainer.quick_press import work_off
from trainer.checkup.checkup import CHECKS, checkup
from trainer.cli import main
from trainer.clock import now
from trainer.config import Config
from trainer.storage.heartbeat import Heartbeat

CASES = [(backend, case) for case, planted in PLANTED.items() for backend in planted.backends]


@pytest.fixture
def ill(
    app: Flask,
    config: Config,
    sign_in: SignIn,
    member_id: MemberId,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Ill]:
    """A site with a worker that was seen just now, for a fault to be planted in it."""

    def hand_out() -> None:
        them = {"membership": [member_id("ana"), member_id("olga")]}
        sign_in("olga").post(f"{FEET}/print-runs", data=them)
        work_off(app)

    environment = {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
    }
    Heartbeat(config.home).beat(now())
    made = Ill(config, app.extensions["storage"].write, hand_out, monkeypatch, environment)
    yield made
    if made.cures and config.database_url.startswith("postgresql"):  # a file is copied anew
        made.run(*made.cures)


def test_a_site_that_is_well_has_a_line_for_each_check(ill: Ill) -> None:
    ill.hand_out()

    with open_postbox() as postbox:
        done = CliRunner(env={**ill.environment, "SMTP_URL": postbox.url}).invoke(main, ["doctor"])

    lines = [line.split(maxsplit=2) for line in done.output.splitlines()]
    assert [(word, check) for word, check, _ in lines] == [("ok", check) for check in CHECKS]
    assert done.exit_code == 0
    assert "2 handouts, without a gap or a double" in done.output
    assert postbox.messages == []


@pytest.mark.parametrize(("ground", "case"), CASES, indirect=["ground"])
def test_the_doctor_finds(ill: Ill, case: str) -> None:
    planted = PLANTED[case]

    planted.plant(ill)

    findings = list(checkup(ill.environment, now()))
    faults = [finding for finding in findings if not finding.is_well]
    assert {finding.check for finding in faults} == planted.found_by, [*map(str, findings)]
    assert planted.words in " ".join(map(str, faults))


@pytest.mark.parametrize("ground", ["sqlite"], indirect=True)
def test_a_fault_ends_it_with_a_status(ill: Ill) -> None:
    ill.environment["SMTP_URL"] = "smtp://127.0.0.1:1"

    done = CliRunner(env=ill.environment).invoke(main, ["doctor"])

    assert done.exit_code == 1
    (fault,) = [line for line in done.output.splitlines() if line.startswith("FAULT")]
    assert fault.split(maxsplit=2)[1:] == [
        "mail",
        "The mail server does not take us (ConnectionRefusedError). Check SMTP_URL.",
    ]


def test_on_a_machine_where_nothing_is_yet_it_makes_nothing(tmp_path: Path) -> None:
    findings = list(checkup({"TRAINER_HOME": str(tmp_path), "SECRET_KEY": "k" * 40}, now()))

    assert "There is no database at" in str(findings[1])
    assert [finding.check for finding in findings] == list(CHECKS)
    assert list(tmp_path.iterdir()) == []
