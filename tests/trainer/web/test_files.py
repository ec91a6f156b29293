"""Whatever is kept in files is their owner's alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.trainer.server import served
from trainer.config import Config
from trainer.migrations import upgrade
from trainer.storage import engines
from trainer.storage.engines import Storage


@pytest.fixture(autouse=True)
def _generous_shell() -> Iterator[None]:
    """A shell whose programs let everybody read and write what they make."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def config(home: Path) -> Config:
    """The defaults, in that home."""
    return Config.from_environment({"TRAINER_HOME": str(home)})


def open_to_others(home: Path) -> list[str]:
    """What of a home, itself included, somebody else may read or write."""
    found = [home, *home.rglob("*")]
    return [path.name for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_a_command_makes_files_for_their_owner_alone(home: Path) -> None:
    environment = {**os.environ, "TRAINER_HOME": str(home), "DATABASE_URL": "", "SECRET_KEY": ""}
    words = [sys.executable, "-m", "trainer", "database", "upgrade"]

    subprocess.run(words, env=environment, check=True, capture_output=True)

    assert {path.name for path in home.iterdir()} == {"secret-key", "trainer.db"}
    assert open_to_others(home) == []


def test_another_server_does_too(home: Path, config: Config) -> None:
    upgrade(config.database_url)

    with served(config, plain="--worker-class sync --threads 1") as server:
        assert server.status("/sign-in") == 200
        assert server.status("/c/0000") == 404
        names = {path.name for path in home.iterdir()}
        found = open_to_others(home)

    assert {"trainer.db-wal", "trainer.db-shm"} <= names
    assert found == []


def test_a_new_database_is_private_from_its_first_byte(home: Path, config: Config) -> None:
    opened = Storage.connect(config.database_url)

    with opened.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE letter (words TEXT)")
        assert open_to_others(home) == []

    opened.close()


def test_sqlite_itself_would_let_everybody_read(
    home: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "keep_private", lambda _: None)
    opened = Storage.connect(config.database_url)

    with opened.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE letter (words TEXT)")

    opened.close()
    assert open_to_others(home) == ["trainer.db"]


def test_a_database_that_all_could_read_is_closed_to_them(home: Path, config: Config) -> None:
    upgrade(config.database_url)
    (home / "trainer.db").chmod(0o644)

    upgrade(config.database_url)

    assert open_to_others(home) == []


def test_a_database_without_a_file_makes_none(config: Config) -> None:
    here = set(Path.cwd().iterdir())
    opened = Storage.connect(replace(config, database_url="sqlite://").database_url)

    with opened.write.connect() as connection:
        connection.exec_driver_sql("SELECT 1")

    opened.close()
    assert set(Path.cwd().iterdir()) == here
