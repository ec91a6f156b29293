"""The log: a line of JSON for whatever is logged, with its request and without what was typed."""

from __future__ import annotations

import json
import logging
import smtplib
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request
from flask.testing import FlaskClient
from gunicorn.config import Config as GunicornConfig

from tests.trainer.conftest import SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.mail.test_outbox import write
from tests.trainer.test_work import run_once
from trainer.clock import now
from trainer.commands import work
from trainer.config import Config
from trainer.log_lines import LogLines, request_id
from trainer.server import Log
from trainer.storage.engines import Storage
from trainer.tenancy.scope import StudioSession

CANARY = "kanari"


def broken() -> str:
    """A view that trips over what was typed."""
    raise ValueError(f"cannot read {request.args}")


def line(record: logging.LogRecord) -> dict[str, Any]:
    """What is written of it."""
    read: dict[str, Any] = json.loads(LogLines().format(record))
    return read


def lines(said: str) -> list[dict[str, Any]]:
    """What was written to standard error, each line read."""
    return [json.loads(each) for each in said.splitlines()]


@on_sqlite
def test_a_fault_is_told_with_its_request_and_without_what_was_typed(
    app: Flask, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["front.show"] = broken

    answer = client.get(f"/?name={CANARY}")

    said = capsys.readouterr().err
    (told,) = lines(said)
    assert answer.status_code == 500
    assert told["request"] == answer.headers["X-Request-Id"]
    assert f"Its number is {told['request']}." in answer.text
    assert (told["kind"], told["message"]) == ("error", "a fault of ours")
    assert told["fault"] == "builtins.ValueError"
    assert told["where"][-1].startswith("tests/trainer/test_log_lines.py:")
    assert CANARY not in said


@on_sqlite
def test_a_plain_log_would_tell_what_was_typed(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["front.show"] = broken

    client.get(f"/?name={CANARY}")

    (record,) = caplog.records
    assert CANARY in logging.Formatter().format(record)


@on_sqlite
def test_each_request_has_a_number_of_its_own(client: FlaskClient) -> None:
    paths = ["/", "/sign-in", "/no-such-page", "/healthz", "/static/nothing.css"]

    numbers = {client.get(path).headers["X-Request-Id"] for path in paths}
    numbers.add(client.get("/", headers={"Host": "elsewhere.example"}).headers["X-Request-Id"])

    assert len(numbers) == len(paths) + 1
    assert all(len(number) == 12 for number in numbers)


def test_what_a_database_says_of_a_row_is_not_told(app: Flask) -> None:
    storage: Storage = app.extensions["storage"]
    take = sa.text("INSERT INTO throttle VALUES (:key, '2026-01-01 00:00:00', 1)")
    with storage.write.connect() as connection:
        connection.execute(take, {"key": CANARY})
        with pytest.raises(sa.exc.IntegrityError) as caught:
            connection.execute(take, {"key": CANARY})
    fault = (caught.type, caught.value, caught.tb)

    told = line(logging.LogRecord("trainer.x", logging.ERROR, "", 1, "refused", (), fault))

    assert CANARY in str(caught.value)
    assert CANARY not in json.dumps(told)
    assert told["code"].startswith(("SQLITE_CONSTRAINT", "23505"))


def test_of_other_programs_only_what_they_always_say_is_told() -> None:
    said = ("Exception while serving %s", (f"/invitations/{CANARY}",))

    theirs = line(logging.LogRecord("waitress", logging.ERROR, "", 1, *said, None))
    ours = line(logging.LogRecord("trainer.x", logging.INFO, "", 1, "run %d", (7,), None))

    assert theirs["message"] == "Exception while serving %s"
    assert ours["message"] == "run 7"


def test_what_the_server_says_of_its_processes_is_a_line_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Log(GunicornConfig()).error("Worker (pid:%s) was sent %s!", 7, "SIGKILL")

    request_id.set(None)
    (told,) = lines(capsys.readouterr().err)
    assert told["message"] == "Worker (pid:7) was sent SIGKILL!"


@on_sqlite
def test_a_worker_writes_lines_without_a_request(sign_in: SignIn, config: Config) -> None:
    sign_in("ana").post(f"{FEET}/copies")
    request_id.set(None)

    done = run_once(config)

    told = lines(done.stderr)
    assert any("is done" in each["message"] for each in told)
    assert not any("request" in each for each in told)


@on_sqlite
def test_a_letter_that_does_not_go_is_told_without_its_address(
    app: Flask,
    every: StudioSession,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(to: str, *_: str) -> None:
        raise smtplib.SMTPRecipientsRefused({to: (550, b"no such box")})

    monkeypatch.setattr(work, "send", refuse)
    app.extensions["config"] = Config(
        database_url="", secret_key="k" * 40, home=app.extensions["config"].home, demo=True
    )
    caplog.set_level(logging.INFO, "trainer")
    with app.app_context():
        write(app, every, now())
        work.mail_one()

    (told,) = [each.getMessage() for each in caplog.records if "letter" in each.getMessage()]
    assert told.endswith("SMTPRecipientsRefused")
    assert "@" not in told
