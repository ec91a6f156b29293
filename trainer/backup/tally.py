"""Tally: which tables there are, how many rows each has, and one hash over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import sqlalchemy as sa

from trainer.migrations import revision_of
from trainer.storage.engines import sqlite_driver
from trainer.tenancy.scope import EVERY, see

AT_ONCE = {"stream_results": True, "yield_per": 50}  # a row may hold a whole PDF


class Tally(msgspec.Struct, frozen=True):
    """The rows of one table: ``sha256`` is the sum of their hashes, in whatever order they come."""

    rows: int
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """What a database holds: the revision of Trainer's tables, if it has them, and all tables."""

    revision: str | None
    tables: dict[str, Tally]


@contextmanager
def one_moment(url: sa.URL) -> Iterator[sa.Connection]:
    """The rows of every studio as they are at one moment, for as long as it takes."""
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, module=sqlite_driver(), poolclass=sa.NullPool)
    else:
        engine = _postgresql(url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL timezone = 'UTC'")
        see(connection, EVERY)
        yield connection


def contents(connection: sa.Connection) -> Contents:
    """Every table there is, whatever this release knows of it."""
    names = sorted(sa.inspect(connection).get_table_names())
    return Contents(revision_of(connection), {name: _tally(connection, name) for name in names})


def _postgresql(url: sa.URL) -> sa.Engine:
    unhurried = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=sa.NullPool,
        isolation_level="REPEATABLE READ",
        connect_args={"options": unhurried},
    )


def _tally(connection: sa.Connection, name: str) -> Tally:
    table = connection.dialect.identifier_preparer.quote(name)
    rows = total = 0
    for row in connection.exec_driver_sql(f"SELECT * FROM {table}", execution_options=AT_ONCE):  # noqa: S608  (a name that the database gave)
        rows += 1
        total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest(), "big")
    return Tally(rows, f"{total % 2**256:064x}")
