"""Fixtures of backups: a database that one test has, and empty places to restore into."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import Postgres, tools
from tests.trainer.ground import Ground
from trainer.backup.backup import make
from trainer.clock import now

Empty = Callable[[], str]


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs are as new as the server."""
    monkeypatch.setenv("PATH", f"{tools()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def made(database_url: str, tmp_path: Path) -> Path:
    """A backup of the world."""
    make(database_url, tmp_path / "made.zip", now())
    return tmp_path / "made.zip"


@pytest.fixture
def empty(ground: Ground, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Empty]:
    """The URL of a place with nothing in it, on the ground's kind of database."""
    numbers, databases = count(), list[str]()
    if ground.database.url.startswith("sqlite"):
        yield lambda: f"sqlite:///{tmp_path}/restored-{next(numbers)}.db"
        return
    postgres: Postgres = request.getfixturevalue("postgres")

    def on_the_server() -> str:
        databases.append(postgres.create_database())
        return databases[-1]

    yield on_the_server
    for url in databases:
        postgres.drop_database(url)
