"""Pages of the lesson as people of the demo get them: addresses, cookies, queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.demo_walk import walk
from tests.journeys.site import demo_config, make_demo
from trainer import demo
from trainer.app import create_app
from trainer.config import Config
from trainer.editions.catalogue import packages
from trainer.storage.engines import Storage

READER = "Bruno Keller"
BEGINNER = "Chiyo Tanaka"
GRADUATE = "Ana Sousa"


@contextmanager
def demo_app(home: Path) -> Iterator[Flask]:
    """The app on a fresh demo; requests made to it here need no CSRF token."""
    config = demo_config(home)
    make_demo(config)
    app = create_app(config)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["storage"].close()


def environment(app: Flask) -> dict[str, str]:
    """With which another process serves the same demo, to the same cookies."""
    config: Config = app.extensions["config"]
    return {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
        "TRAINER_DEMO": "1",
    }


@dataclass(frozen=True)
class Paths:
    """Where the pages are that are measured.

    The first section of the first lesson, a debate of which the reader has taken one stance or
    both, and a question of an open attempt.
    """

    section: str
    debate: str
    decided: str
    question: str


def paths(app: Flask) -> Paths:
    """Let the reader go every way through the first lesson; where they find its pages."""
    slug, package = next(iter(packages().items()))
    states = walk(app, READER)
    rows, questions = states["docket_rows.show"], states["answers.edit"]
    with app.test_request_context():
        at = partial(url_for, studio=demo.SLUG, slug=slug)
        return Paths(
            section=at("sections.show", ref=package.lesson.sections[0].ref),
            debate=at("docket_rows.show", **rows["opened"]),
            decided=at("docket_rows.show", **rows["decided"]),
            question=at("answers.edit", **questions["single"]),
        )


def signed_in(app: Flask, name: str) -> FlaskClient:
    """A device on which somebody has signed in."""
    with app.app_context():
        person = next(each.id for each in demo.people() if each.name == name)
    client = app.test_client()
    client.post("/demo/sign-ins", data={"person": person})
    return client


def cookie(client: FlaskClient) -> dict[str, str]:
    """The header with which any other client is signed in as this one is."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    found = client.get_cookie(name)
    if found is None:
        raise LookupError("the demo did not sign anybody in")
    return {"Cookie": f"{name}={found.value}"}


def queries(client: FlaskClient, path: str) -> int:
    """How many statements a page sends to the database."""
    storage: Storage = client.application.extensions["storage"]
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            seen.append(statement)

    for engine in (storage.read, storage.write):
        event.listen(engine, "before_cursor_execute", note)
    client.get(path)
    for engine in (storage.read, storage.write):
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)
