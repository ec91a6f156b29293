"""A database that takes nothing: the answer says what is safe, and what only reads goes on."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from werkzeug.test import TestResponse

from tests.trainer.conftest import ON_SQLITE, Look, SignIn
from tests.trainer.learner import FEET, PRACTICE
from tests.trainer.outages import OUTAGES
from tests.trainer.quick_press import work_off
from tests.trainer.seen import words
from tests.trainer.world import PASSWORD, email
from trainer.errors import EXPLANATIONS, SHUT
from trainer.models.copy import Copy, Sighting
from trainer.models.practice import Practice
from trainer.outage import Outage
from trainer.views import codes

EACH = pytest.mark.parametrize(
    ("database_url", "outage"),
    [(database, name) for database, made in OUTAGES.items() for name in made],
    indirect=["database_url"],
)
Make = Callable[[], AbstractContextManager[None]]
PASSES = {"locked", "shut down"}
MOST = 150  # more tries than the last page of any table takes


@pytest.fixture
def ana(app: Flask, sign_in: SignIn) -> FlaskClient:
    """Ana, on a site as it is served."""
    device = sign_in("ana")
    app.config.update(TESTING=False)
    return device


@pytest.fixture
def code(ana: FlaskClient, look: Look) -> str:
    """The code of her handout."""
    assert ana.post(f"{FEET}/copies").status_code == 303
    work_off(ana.application)
    (copy,) = look(sa.select(Copy))
    return str(copy.code)


@pytest.fixture
def make(app: Flask, database_url: str, outage: str) -> Make:
    """Begin the outage, as a block."""
    backend = database_url.partition("+")[0].partition(":")[0]
    return lambda: OUTAGES[backend][outage](app.extensions["storage"])


def enter(client: FlaskClient) -> TestResponse:
    """Sign in, which needs two writes."""
    return client.post("/sign-in", data={"email": email("ana"), "password": PASSWORD})


def until_refused(client: FlaskClient) -> TestResponse:
    """Sign in until there is no room for a further row."""
    answers = (enter(client) for _ in range(MOST))
    return next(answer for answer in answers if answer.status_code != 303)


@EACH
def test_an_outage_is_told_with_what_is_safe_and_when_to_try_again(
    client: FlaskClient, ana: FlaskClient, make: Make, outage: str
) -> None:
    with make():
        answer = until_refused(client)
        page = ana.get("/harbour/")
    after = enter(client)

    explanation = EXPLANATIONS[503] if outage in PASSES else SHUT
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == ("5" if outage in PASSES else "60")
    assert explanation.title in words(answer)
    assert explanation.text in words(answer)
    assert page.status_code == 200
    assert after.status_code == 303


@EACH
def test_with_an_outage_that_nobody_knows_it_would_be_a_fault_of_ours(
    client: FlaskClient,
    code: str,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Outage, "of", lambda _: None)

    with make():
        statuses = [until_refused(client).status_code, *seen(client, code)]

    assert statuses[0] == 500
    assert statuses[-1] == 500


@EACH
def test_a_printed_code_is_answered_all_the_same(
    client: FlaskClient,
    code: str,
    make: Make,
    look: Look,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(codes, "SIGHTINGS", MOST)

    with make():
        statuses = seen(client, code)
        kept = len(look(sa.select(Sighting)))
        last = client.get(f"/c/{code}")

    assert set(statuses) == {200}
    assert kept < len(statuses)
    assert "Genuine and current" in words(last)


def seen(client: FlaskClient, code: str) -> list[int]:
    """What a code is answered, until there is surely no room for a further sighting."""
    statuses: list[int] = []
    while len(statuses) < MOST and statuses[-1:] != [500]:
        statuses.append(client.get(f"/c/{code}").status_code)
    return statuses


@EACH
def test_nothing_is_acknowledged_that_was_not_kept(
    ana: FlaskClient, look: Look, make: Make
) -> None:
    with make():
        form = PRACTICE | {"words": "Lighter. " * 40}
        answers = [ana.post(f"{FEET}/exercises/walk/practices", data=form) for _ in range(20)]

    acknowledged = [answer for answer in answers if answer.status_code == 303]
    assert len(look(sa.select(Practice))) == len(acknowledged)
    assert {answer.status_code for answer in answers} <= {303, 503}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_that_takes_no_more_connections_is_busy(app: Flask, client: FlaskClient) -> None:
    app.config.update(TESTING=False)
    storage = app.extensions["storage"]

    with storage.write.connect() as last:
        _limit(last, 0)
        answer = enter(client)
        _limit(last, -1)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def _limit(connection: sa.Connection, most: int) -> None:
    name = connection.engine.url.database
    connection.exec_driver_sql(f"ALTER DATABASE {name} CONNECTION LIMIT {most}")
    connection.commit()


@ON_SQLITE
@pytest.mark.parametrize(
    ("fault", "retry"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "60"),
        (OSError(errno.EROFS, "Read-only file system"), "60"),
        (PoolEmpty("every connection is in use"), "5"),
    ],
)
def test_a_full_disk_and_an_empty_pool_are_outages_too(
    app: Flask, client: FlaskClient, fault: Exception, retry: str
) -> None:
    def failing() -> str:
        raise fault

    app.view_functions["front.show"] = failing

    answer = client.get("/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, retry)


@ON_SQLITE
@pytest.mark.parametrize(
    "fault", [OSError(errno.ENOENT, "no file"), OperationalError("SELECT", {}, Exception("x"))]
)
def test_any_other_fault_is_ours(app: Flask, client: FlaskClient, fault: Exception) -> None:
    def failing() -> str:
        raise fault

    app.config.update(TESTING=False)
    app.view_functions["front.show"] = failing

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
