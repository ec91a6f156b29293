"""Error pages: they look like ours, say what to do, and tell nothing of the inside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from tests.trainer.page_text import inline, links, words
from trainer.app import create_app
from trainer.config import Config
from trainer.storage.engines import sqlite_driver
from trainer.web.errors import EXPLANATIONS


@pytest.fixture
def config(tmp_path: object) -> Config:
    """A database that nobody asks."""
    return Config(database_url="sqlite://", secret_key="k" * 40, home=tmp_path)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_every_error_has_a_page_of_ours(app: Flask, client: FlaskClient, code: int) -> None:
    app.view_functions["front.show"] = lambda: abort(code)

    answer = client.get("/")

    assert answer.status_code == code
    assert EXPLANATIONS[code].title in words(answer)
    assert EXPLANATIONS[code].text in words(answer)
    assert "/" in links(answer)
    assert not inline(answer.text)


def test_a_fault_of_ours_tells_nothing_of_itself(app: Flask, client: FlaskClient) -> None:
    def broken() -> str:
        raise RuntimeError("the password is sesame")

    app.config.update(TESTING=False)
    app.view_functions["front.show"] = broken

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Something broke on our side" in words(answer)
    assert not any(word in answer.text for word in ("sesame", "RuntimeError", "Traceback", "line"))


def test_a_database_that_does_not_answer_gets_the_page_too(app: Flask, client: FlaskClient) -> None:
    app.config.update(TESTING=False)
    with client.session_transaction() as session:
        session["_user_id"] = "a token"  # to be looked up in a table that is not there

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Something broke on our side" in words(answer)


def test_a_busy_database_says_when_to_try_again(app: Flask, client: FlaskClient) -> None:
    def locked() -> str:
        busy = sqlite_driver().OperationalError("database is locked")
        busy.sqlite_errorname = "SQLITE_BUSY"
        raise OperationalError("BEGIN IMMEDIATE", {}, busy)

    app.view_functions["front.show"] = locked

    answer = client.get("/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Busy for a moment" in words(answer)


def test_an_address_that_is_mistyped_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/no/such/page/anywhere/<script>")

    assert answer.status_code == 404
    assert "There is no such page" in words(answer)
    assert "<script>" not in answer.text


def test_a_page_that_takes_no_form_says_so(client: FlaskClient) -> None:
    answer = client.post("/static/css/app.css")

    assert answer.status_code == 405
    assert "That did not work" in words(answer)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", ""]
)
def test_another_host_name_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})

    assert (answer.status_code, answer.text) == (400, "Trainer is not at this address.\n")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000"])
def test_this_machine_answers_by_its_own_names(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_a_public_site_answers_by_its_own_name_alone(config: Config) -> None:
    app = create_app(replace(config, base_url="https://train.example.com"))
    client = app.test_client()

    statuses = {
        host: client.get("/", base_url=f"https://{host}").status_code
        for host in ("train.example.com", "localhost", "127.0.0.1", "evil.example")
    }

    assert statuses.pop("train.example.com") == 200
    assert set(statuses.values()) == {400}
