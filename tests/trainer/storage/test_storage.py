"""Storage: nothing acknowledged is lost, and what only reads cannot write."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from trainer.storage.engines import Storage, journal_mode, sqlite_driver

on_postgresql = pytest.mark.parametrize("ground", ["postgresql"], indirect=True)
WRITERS, ROUNDS = 3, 200


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file with one counter, at nought."""
    url = f"sqlite:///{tmp_path / 'counter.db'}"
    storage = Storage.connect(url)
    with storage.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counter (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO counter VALUES (0)")
    storage.close()
    return url


@pytest.fixture
def storage(sqlite_url: str) -> Iterator[Storage]:
    """The storage on that file."""
    opened = Storage.connect(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def postgresql(database_url: str) -> Iterator[Storage]:
    """The storage on the world."""
    opened = Storage.connect(database_url)
    yield opened
    opened.close()


def read(connection: sa.Connection) -> int:
    """What the counter says."""
    return int(connection.exec_driver_sql("SELECT n FROM counter").scalar_one())


def write(connection: sa.Connection, n: int) -> None:
    """Set the counter."""
    connection.exec_driver_sql(f"UPDATE counter SET n = {n}")


def setting(connection: sa.Connection, name: str) -> Any:
    """One setting of the connection."""
    word = "PRAGMA" if connection.dialect.name == "sqlite" else "SHOW"
    return connection.exec_driver_sql(f"{word} {name}").scalar_one()


def count_up(url: str) -> None:
    """Read the counter, then write one more, many times over: run by several processes at once."""
    storage = Storage.connect(url)
    for _ in range(ROUNDS):
        with storage.write.begin() as connection:
            write(connection, read(connection) + 1)
    storage.close()


@pytest.mark.parametrize("engine", ["write", "read"])
def test_every_sqlite_connection_is_set_for_safety(storage: Storage, engine: str) -> None:
    wanted = {"busy_timeout": 15000, "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}

    with getattr(storage, engine).connect() as connection:
        found = {name: setting(connection, name) for name in wanted}
        mode = setting(connection, "journal_mode")

    assert found == wanted
    assert mode.upper() == journal_mode(sqlite_driver())


def test_no_update_of_several_processes_is_lost(sqlite_url: str, storage: Storage) -> None:
    with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
        pool.map(count_up, [sqlite_url] * WRITERS)

    with storage.read.connect() as connection:
        assert read(connection) == WRITERS * ROUNDS


def test_the_drivers_own_transactions_would_lose_an_update(sqlite_url: str) -> None:
    engine = sa.create_engine(sqlite_url, module=sqlite_driver())

    with engine.connect() as one, engine.connect() as other:
        seen_by_one, seen_by_other = read(one), read(other)
        write(one, seen_by_one + 1)
        one.commit()
        write(other, seen_by_other + 1)
        other.commit()
        total = read(one)

    engine.dispose()
    assert total == 1


def test_a_second_writer_waits_before_it_reads(storage: Storage) -> None:
    with storage.write.connect() as one, storage.write.connect() as other:
        _never_wait(other)
        read(one)

        with pytest.raises(sa.exc.OperationalError, match="locked"):
            read(other)


def _never_wait(connection: sa.Connection) -> None:
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA busy_timeout = 0")


def test_what_only_reads_cannot_write(storage: Storage) -> None:
    refusal = pytest.raises(sa.exc.OperationalError, match="readonly")

    with storage.read.connect() as connection, refusal:
        write(connection, 9)


def test_a_reader_does_not_wait_for_an_open_writer(storage: Storage) -> None:
    with storage.write.connect() as writer, storage.read.connect() as reader:
        _never_wait(reader)
        write(writer, 7)

        assert read(reader) == 0


@pytest.mark.parametrize(
    ("version", "mode"), [((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 40, 1), "TRUNCATE")]
)
def test_the_write_ahead_log_is_used_where_it_is_sound(
    version: tuple[int, ...], mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    driver: Any = SimpleNamespace(
        sqlite_version_info=version, sqlite_version=".".join(map(str, version))
    )

    chosen = journal_mode(driver)

    assert chosen == mode
    said = [record.levelno for record in caplog.records if driver.sqlite_version in record.message]
    assert said == ([] if mode == "WAL" else [logging.WARNING])


@on_postgresql
@pytest.mark.parametrize("engine", ["write", "read"])
def test_every_postgresql_connection_is_set_for_safety(postgresql: Storage, engine: str) -> None:
    wanted = {
        "synchronous_commit": "on",
        "lock_timeout": "10s",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "1min",
        "timezone": "UTC",
    }

    with getattr(postgresql, engine).connect() as connection:
        found = {name: setting(connection, name) for name in wanted}

    assert found == wanted


@on_postgresql
def test_what_only_reads_cannot_write_to_postgresql(postgresql: Storage) -> None:
    refusal = pytest.raises(sa.exc.InternalError, match="read-only")

    with postgresql.read.connect() as connection, refusal:
        connection.exec_driver_sql("DELETE FROM throttle")


@on_postgresql
def test_a_connection_that_read_may_write_the_next_time(postgresql: Storage) -> None:
    with postgresql.read.connect() as connection:
        connection.exec_driver_sql("SELECT 1")

    with postgresql.write.begin() as connection:
        connection.exec_driver_sql("DELETE FROM throttle")
        assert setting(connection, "transaction_read_only") == "off"
