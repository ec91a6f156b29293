"""``work``: prints with and without a mail server, and stops when it is told to."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.mail.test_outbox import write
from tests.trainer.postbox import open_postbox
from trainer.cli import main
from trainer.clock import now
from trainer.commands import work
from trainer.config import Config
from trainer.handouts.models.copy import Copy
from trainer.mail.outbox import Outbox
from trainer.storage.heartbeat import Heartbeat
from trainer.tenancy.scope import StudioSession


def run_once(config: Config, **more: str) -> Result:
    """Do all that is due on that database."""
    environment = {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
        **more,
    }
    return CliRunner(env={"SMTP_URL": "", **environment}).invoke(main, ["work", "--once"])


def test_without_a_mail_server_handouts_are_printed_all_the_same(
    sign_in: SignIn, look: Look, config: Config
) -> None:
    sign_in("ana").post(f"{FEET}/copies")

    done = run_once(config)

    assert done.exit_code == 0, done.exception
    assert len(look(sa.select(Copy))) == 1


@on_sqlite
def test_one_worker_prints_and_mails(
    app: Flask, sign_in: SignIn, look: Look, config: Config, every: StudioSession
) -> None:
    sign_in("ana").post(f"{FEET}/copies")
    with open_postbox() as postbox:
        app.extensions["config"] = Config(
            database_url=config.database_url, secret_key="k" * 40, home=config.home, demo=True
        )
        write(app, every, now())
        run_once(config, SMTP_URL=postbox.url)

    assert [letter["Subject"] for letter in postbox.messages] == ["Hello"]
    assert len(look(sa.select(Copy))) == 1
    assert look(sa.select(Outbox.id).where(Outbox.sent_at.is_(None))) == []


@on_sqlite
def test_whoever_works_is_seen(config: Config, clock: Clock) -> None:
    config.home.mkdir(exist_ok=True)
    assert Heartbeat(config.home).last() is None

    run_once(config)

    assert Heartbeat(config.home).last() == now()


@on_sqlite
def test_a_disk_that_takes_nothing_stops_no_work(config: Config) -> None:
    Heartbeat(config.home / "no" / "such").beat(now())

    assert Heartbeat(config.home / "no" / "such").last() is None


@on_sqlite
def test_a_database_that_does_not_answer_is_asked_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: object) -> bool:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(work, "take_turn", locked)

    with app.app_context():
        assert work._step(threading.Event(), mails=False) is False
