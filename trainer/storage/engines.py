"""The database: one engine that writes and one that only reads, on SQLite or PostgreSQL."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from psycopg.errors import ForeignKeyViolation, UniqueViolation
from sqlalchemy import event

OWNER_ALONE = 0o600

log = logging.getLogger(__name__)

# The first SQLite whose write-ahead log cannot corrupt the file when it is reset, as its makers
# say under "The WAL-reset bug" in their page on write-ahead logging.
SOUND_WAL = (3, 51, 3)

# SQLite tells which rule was broken in words; pysqlite3 gives one name to all of them.
SQLITE_CONFLICTS = ("UNIQUE constraint failed", "FOREIGN KEY constraint failed")

POSTGRESQL_SETTINGS = (
    "SET synchronous_commit = on",
    "SET lock_timeout = '10s'",
    "SET statement_timeout = '30s'",
    "SET idle_in_transaction_session_timeout = '60s'",
    "SET timezone = 'UTC'",
)


@dataclass(frozen=True)
class Storage:
    """Two engines: ``write`` takes SQLite's lock as it begins, ``read`` refuses to write."""

    write: sa.Engine
    read: sa.Engine

    @classmethod
    def connect(cls, url: str) -> Storage:
        """Open the database at that URL; nothing is read before the first statement."""
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls._sqlite(parsed)
        return cls._postgresql(parsed)

    @classmethod
    def _sqlite(cls, url: sa.URL) -> Storage:
        driver = sqlite_driver()
        pragmas = [
            "busy_timeout = 15000",
            f"journal_mode = {journal_mode(driver)}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
        ]
        return cls(
            write=_sqlite_engine(url, driver, pragmas, begin=_begin_to_write),
            read=_sqlite_engine(url, driver, [*pragmas, "query_only = ON"], begin=_begin_to_read),
        )

    @classmethod
    def _postgresql(cls, url: sa.URL) -> Storage:
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        event.listen(engine, "connect", lambda connection, _: _configure(connection))
        return cls(write=engine, read=engine.execution_options(postgresql_readonly=True))

    def close(self) -> None:
        """Close every pooled connection."""
        self.write.dispose()
        self.read.dispose()


def is_conflict(error: sa.exc.IntegrityError) -> bool:
    """Whether somebody else's row was in the way, or had gone: no fault of the program."""
    in_the_way = isinstance(error.orig, UniqueViolation | ForeignKeyViolation)
    return in_the_way or str(error.orig).startswith(SQLITE_CONFLICTS)


def sqlite_driver() -> ModuleType:
    """pysqlite3, which brings a newer SQLite, or else the standard library's module."""
    if find_spec("pysqlite3") is None:
        return sqlite3
    return import_module("pysqlite3.dbapi2")


def journal_mode(driver: ModuleType) -> str:
    """WAL where it is sound; else TRUNCATE, which is as safe and slower."""
    if driver.sqlite_version_info >= SOUND_WAL:
        return "WAL"
    log.warning(
        "SQLite %s has a fault in its write-ahead log, so the slower rollback journal is used. "
        "Install pysqlite3 or use PostgreSQL for speed.",
        driver.sqlite_version,
    )
    return "TRUNCATE"


def keep_private(url: sa.URL) -> None:
    """Make the file of a new SQLite database its owner's alone: SQLite would let all read it.

    What SQLite puts beside it has the same mode. A file that exists is never opened here: to close
    it again would let go of SQLite's own locks on it.
    """
    path = sqlite_file(url)
    if path and not path.exists():
        with contextlib.suppress(OSError):  # SQLite says better what is the matter
            path.touch(mode=OWNER_ALONE, exist_ok=False)


def close_to_others(url: sa.URL) -> None:
    """Let nobody but their owner read the files of a SQLite database, where they are ours."""
    path = sqlite_file(url)
    for name in ("", "-wal", "-shm", "-journal") if path else ():
        with contextlib.suppress(FileNotFoundError, PermissionError):
            Path(f"{path}{name}").chmod(OWNER_ALONE)


def sqlite_file(url: sa.URL) -> Path | None:
    """The file of a SQLite database, or None when it has none, or a URL of SQLite's own."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return None if url.database.startswith(("file:", ":")) else Path(url.database)


def _sqlite_engine(
    url: sa.URL, driver: ModuleType, pragmas: list[str], begin: Callable[[sa.Connection], object]
) -> sa.Engine:
    # The driver would open transactions by its own rules, late: two writers that both read first
    # would then lose one update without an error. We say BEGIN ourselves.
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    engine = sa.create_engine(url, module=driver)
    event.listen(engine, "do_connect", lambda *_: keep_private(url))
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _begin_to_write(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: sa.Connection) -> None:
    """Each request begins so. Nobody stands in the way of a reader, so there is no error that
    SQLAlchemy would have to translate, and the driver is told directly."""
    driver_connection: Any = connection.connection.driver_connection
    driver_connection.execute("BEGIN")


def _configure(connection: Any) -> None:
    with connection.cursor() as cursor:
        for setting in POSTGRESQL_SETTINGS:
            cursor.execute(setting)
    connection.commit()
