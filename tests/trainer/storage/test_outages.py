"""A database that takes nothing: the answer says what is safe, and what only reads goes on."""

from __future__ import annotations

import errno
from contextlib import AbstractContextManager
from dataclasses import dataclass

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
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from tests.trainer.world import PASSWORD, email
from trainer.handouts.models.copy import Copy, Sighting
from trainer.handouts.views import codes
from trainer.storage.outage import Outage
from trainer.study.models.practice import Practice
from trainer.web.errors import EXPLANATIONS, SHUT

EACH = pytest.mark.parametrize(
    ("ground", "outage"),
    [(database, name) for database, made in OUTAGES.items() for name in made],
    indirect=True,
)
PASSES = {"locked", "shut down"}
MOST = 400  # more tries than the last page of any table takes


@pytest.fixture
def ana(app: Flask, sign_in: SignIn) -> FlaskClient:
    """Ana, on a site as it is served."""
    device = sign_in("ana")
    app.config.update(TESTING=False)
    return device


@pytest.fixture
def code(ana: FlaskClient, look: Look, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of her handout; each time that it is looked at counts."""
    monkeypatch.setattr(codes, "SIGHTINGS", MOST)
    assert ana.post(f"{FEET}/copies").status_code == 303
    work_off(ana.application)
    (copy,) = look(sa.select(Copy))
    return str(copy.code)


@dataclass(frozen=True)
class Planned:
    """An outage to be: the block that makes and ends it, and whether it passes by itself."""

    block: AbstractContextManager[None]
    passes: bool


@pytest.fixture
def outage(app: Flask, database_url: str, request: pytest.FixtureRequest) -> Planned:
    """The outage that the test is about."""
    made = OUTAGES[sa.make_url(database_url).get_backend_name()][request.param]
    return Planned(made(app.extensions["storage"]), passes=request.param in PASSES)


def enter(client: FlaskClient) -> TestResponse:
    """Sign in, which needs two writes."""
    return client.post("/sign-in", data={"email": email("ana"), "password": PASSWORD})


def until_refused(client: FlaskClient) -> TestResponse:
    """Sign in until there is no room for a further row."""
    answers = (enter(client) for _ in range(MOST))
    return next(answer for answer in answers if answer.status_code != 303)


def seen(client: FlaskClient, code: str, look: Look) -> list[int]:
    """What a code is answered, the last time when no sighting of it could be kept."""
    statuses: list[int] = []
    while len(statuses) == len(look(sa.select(Sighting))) < MOST:
        statuses.append(client.get(f"/c/{code}").status_code)
    return statuses


@EACH
def test_an_outage_is_told_with_what_is_safe_and_when_to_try_again(
    client: FlaskClient, ana: FlaskClient, outage: Planned
) -> None:
    with outage.block:
        answer = until_refused(client)
        page = ana.get("/harbour/")
    after = enter(client)

    explanation = EXPLANATIONS[503] if outage.passes else SHUT
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == ("5" if outage.passes else "60")
    assert explanation.title in words(answer)
    assert explanation.text in words(answer)
    assert (page.status_code, after.status_code) == (200, 303)


@EACH
def test_a_printed_code_is_answered_all_the_same(
    client: FlaskClient, code: str, outage: Planned, look: Look
) -> None:
    with outage.block:
        statuses = seen(client, code, look)
        last = client.get(f"/c/{code}")
        kept = look(sa.select(Sighting))

    assert set(statuses) == {200}
    assert "Genuine and current" in words(last)
    assert len(kept) == len(statuses) - 1


@EACH
def test_an_outage_that_nobody_knows_would_be_a_fault_of_ours(
    client: FlaskClient, code: str, outage: Planned, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outage, "of", lambda _: None)

    with outage.block:
        refused = until_refused(client)
        statuses = seen(client, code, look)

    assert (refused.status_code, statuses[-1]) == (500, 500)
    assert "Retry-After" not in refused.headers


@EACH
def test_nothing_is_acknowledged_that_was_not_kept(
    ana: FlaskClient, outage: Planned, look: Look
) -> None:
    form = PRACTICE | {"words": "Lighter. " * 40}

    with outage.block:
        answers = [ana.post(f"{FEET}/exercises/walk/practices", data=form) for _ in range(20)]

    acknowledged = [answer for answer in answers if answer.status_code == 303]
    assert len(look(sa.select(Practice))) == len(acknowledged)
    assert {answer.status_code for answer in answers} <= {303, 503}


@pytest.mark.parametrize("ground", ["postgresql"], indirect=True)
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
