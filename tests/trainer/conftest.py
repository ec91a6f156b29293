"""Fixtures of the app: a fresh copy of one small world, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import argon2
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.postgres import Postgres, server
from tests.trainer.clock import Clock
from tests.trainer.ground import Ground, make_app, postgresql_ground, sqlite_ground
from tests.trainer.postbox import Postbox, open_postbox
from tests.trainer.quick_press import press_quickly
from tests.trainer.world import PASSWORD, email, make_world, member_of
from trainer import clock as trainer_clock
from trainer.accounts import passwords
from trainer.accounts.models.invitation import Invitation
from trainer.config import Config
from trainer.migrations import upgrade
from trainer.storage.engines import Storage
from trainer.tenancy.models.membership import Role
from trainer.tenancy.scope import EVERY, StudioSession
from trainer.web.links import invitation_link

SignIn = Callable[[str], FlaskClient]
Look = Callable[[sa.Select[Any]], list[Any]]
Invite = Callable[..., str]
MemberId = Callable[[str], int]
AGround = Callable[[str, Path], AbstractContextManager[Ground]]
# For what no database could change.
on_sqlite = pytest.mark.parametrize("ground", ["sqlite"], indirect=True)

# For what rests on no database: the words of a form's mistakes, the headers of an answer.
ON_SQLITE = pytest.mark.parametrize("ground", ["sqlite"], indirect=True)


@pytest.fixture(scope="session", autouse=True)
def cheap_hashing() -> Iterator[None]:
    """Hash passwords quickly: their strength is not what these tests are about."""
    with pytest.MonkeyPatch.context() as patch:
        cheapest = argon2.PasswordHasher.from_parameters(argon2.profiles.CHEAPEST)
        patch.setattr(passwords, "hasher", cheapest)
        yield


@pytest.fixture(scope="session")
def sqlite_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the world in it, to be copied."""
    path = tmp_path_factory.mktemp("world") / "world.db"
    _fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real server, for this run alone."""
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_world(postgres: Postgres) -> str:
    """The name of a database with the world in it, to be copied."""
    url = postgres.create_database()
    _fill(url)
    return str(sa.make_url(url).database)


def _fill(url: str) -> None:
    upgrade(url)
    storage = Storage.connect(url)
    with StudioSession(storage.write, EVERY) as session:
        make_world(session)
    storage.close()


@pytest.fixture(scope="session")
def grounds(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Ground]]:
    """The ground on "sqlite" or "postgresql", made when a test first stands on it."""
    made: dict[str, Ground] = {}
    fixture = request.getfixturevalue
    with ExitStack() as stack:

        def on(backend: str) -> Ground:
            if backend not in made:
                home = fixture("tmp_path_factory").mktemp(f"ground-{backend}")
                rest = (home, fixture("compiled"))
                made[backend] = stack.enter_context(
                    sqlite_ground(fixture("sqlite_world"), *rest)
                    if backend == "sqlite"
                    else postgresql_ground(fixture("postgres"), fixture("postgres_world"), *rest)
                )
            return made[backend]

        yield on


@pytest.fixture(params=["sqlite", "postgresql"])
def ground(request: pytest.FixtureRequest, grounds: Callable[[str], Ground]) -> Ground:
    """The ground with the world on it, on each database in turn."""
    found = grounds(request.param)
    found.restore()
    return found


@pytest.fixture(scope="session")
def a_ground(request: pytest.FixtureRequest, compiled: FileSystemBytecodeCache) -> AGround:
    """Make a ground on a database of its own, at a home of its own."""
    fixture = request.getfixturevalue

    @contextmanager
    def made(backend: str, home: Path) -> Iterator[Ground]:
        if backend == "sqlite":
            with sqlite_ground(fixture("sqlite_world"), home, compiled) as own:
                yield own
            return
        postgres, world = fixture("postgres"), fixture("postgres_world")
        with postgresql_ground(postgres, world, home, compiled) as own:
            yield own
        postgres.drop_database(own.database.url)

    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def own_ground(
    request: pytest.FixtureRequest, tmp_path: Path, a_ground: AGround
) -> Iterator[Ground]:
    """A ground that only this test has, whose tables or routes it may change."""
    with a_ground(request.param, tmp_path) as own:
        yield own


@pytest.fixture
def database_url(ground: Ground) -> str:
    """The world, for one test."""
    return ground.database.url


@pytest.fixture
def config(ground: Ground) -> Config:
    """A configuration on that database; a test that needs another gets an app of its own."""
    return ground.config


@pytest.fixture(autouse=True)
def _quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Press nothing but the words: tests/trainer/handouts is about paper."""
    press_quickly(monkeypatch)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once a run: to compile them for each test takes longer than the test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(ground: Ground, config: Config, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The app, without CSRF tokens: tests/trainer/web/test_csrf.py is about those."""
    if config is ground.config:
        with ground.lent() as lent:
            yield lent
        return
    app = make_app(config, compiled)
    yield app
    app.extensions["storage"].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Sign somebody in, on a device of their own."""

    def on_a_new_device(who: str) -> FlaskClient:
        device = app.test_client()
        answer = device.post("/sign-in", data={"email": email(who), "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return device

    return on_a_new_device


@pytest.fixture
def every(app: Flask) -> Iterator[StudioSession]:
    """A session that sees every studio, to look at what a request has done."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        yield session


@pytest.fixture
def queries(app: Flask) -> Iterator[list[str]]:
    """Every statement sent to the database while the test runs."""
    sent: list[str] = []
    storage: Storage = app.extensions["storage"]
    engines = (
        [storage.write] if storage.write.pool is storage.read.pool else [*vars(storage).values()]
    )

    def note(*execution: object) -> None:
        sent.append(str(execution[2]))

    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time that stands until the test moves it."""
    standing = Clock()
    monkeypatch.setattr(trainer_clock, "dt", standing)
    return standing


@pytest.fixture
def look(app: Flask) -> Look:
    """Read rows of every studio and let go of the database at once."""

    def at(statement: sa.Select[Any]) -> list[Any]:
        with StudioSession(app.extensions["storage"].read, EVERY) as session:
            session.expire_on_commit = False
            return list(session.scalars(statement))

    return at


@pytest.fixture
def member_id(app: Flask) -> MemberId:
    """The id of somebody's membership in Harbour."""

    def of(who: str) -> int:
        with StudioSession(app.extensions["storage"].read, EVERY) as session:
            return member_of(session, "harbour", who).id

    return of


@pytest.fixture
def invite(app: Flask, member_id: MemberId) -> Invite:
    """Let Olga invite somebody to Harbour, and give the path of the link."""

    def to_harbour(who: str, role: Role = Role.INSTRUCTOR) -> str:
        by = member_id("olga")
        with StudioSession(app.extensions["storage"].write, EVERY) as session:
            made = Invitation.make(
                trainer_clock.now(), email=email(who), name=who.title(), role=role, invited_by=by
            )
            made.studio_id = member_of(session, "harbour", "olga").studio_id
            session.add(made)
            session.commit()
            nonce = made.nonce
        with app.test_request_context():
            return urlsplit(invitation_link(nonce)).path

    return to_harbour


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    """A mail server, and an app that uses it."""
    with open_postbox() as opened:
        app.extensions["config"] = replace(app.extensions["config"], smtp_url=opened.url)
        yield opened
