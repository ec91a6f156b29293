"""``doctor``: a site that is well is said to be, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.trainer.checkup.plants import PLANTED, Ill
from tests.trainer.conftest import SignIn
from tests.trainer.learner import FEET
from tests.trainer.postbox import open_postbox
from tests.trainer.quick_press import work_off
from trainer.checkup.checkup import CHECKS, checkup
from trainer.cli import main
from trainer.clock import now
from trainer.config import Config
from trainer.storage.heartbeat import Heartbeat
from trainer.tenancy.scope import StudioSession

CASES = [(backend, case) for case, planted in PLANTED.items() for backend in planted.backends]


@pytest.fixture
def well(app: Flask, config: Config, sign_in: SignIn) -> Flask:
    """A site with two handouts, and a worker that was seen just now."""
    for who in ("ana", "olga"):
        sign_in(who).post(f"{FEET}/copies")
        work_off(app)
    config.home.mkdir(exist_ok=True)
    Heartbeat(config.home).beat(now())
    return app


@pytest.fixture
def ill(
    well: Flask, config: Config, every: StudioSession, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ill]:
    """The same, for a fault to be planted in it."""
    every.rollback()
    environment = {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
    }
    made = Ill(config, well.extensions["storage"].write, monkeypatch, environment)
    yield made
    if made.cures and config.database_url.startswith("postgresql"):  # a file is copied anew
        made.run(*made.cures)


def test_a_site_that_is_well_has_a_line_for_each_check(ill: Ill) -> None:
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
