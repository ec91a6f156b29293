"""Real outages of both databases, to be made and ended."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from trainer.storage.engines import Storage

Made = Callable[[Storage], AbstractContextManager[None]]


@contextmanager
def set_on_connect(storage: Storage, statement: str) -> Iterator[None]:
    """Let every new connection that writes begin with a statement, and all of them be new."""

    def prepare(connection: Any, _: object) -> None:
        connection.execute(statement)
        connection.commit()

    storage.close()
    event.listen(storage.write, "connect", prepare)
    yield
    event.remove(storage.write, "connect", prepare)
    storage.close()


@contextmanager
def administered(storage: Storage, begin: str, end: str) -> Iterator[None]:
    """Do something to a PostgreSQL database as its owner, and undo it."""
    for statement in (begin, end):
        with storage.write.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)
        storage.close()
        if statement is begin:
            yield


@contextmanager
def full(storage: Storage) -> Iterator[None]:
    """SQLite may take no further page, and those that it has are in use."""
    with storage.read.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with set_on_connect(storage, f"PRAGMA max_page_count = {pages + 3}"):
        _fill(storage)
        yield
        with storage.write.begin() as connection:
            connection.exec_driver_sql("DROP TABLE filler")


def _fill(storage: Storage) -> None:
    with storage.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (bytes BLOB)")
    with contextlib.suppress(sa.exc.OperationalError), storage.write.connect() as connection:
        while True:
            connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(3000))")
            connection.commit()


@contextmanager
def locked(storage: Storage) -> Iterator[None]:
    """Another process writes to SQLite and does not end."""
    with set_on_connect(storage, "PRAGMA busy_timeout = 1"):
        other = Storage.connect(storage.write.url.render_as_string(hide_password=False))
        with other.write.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
            yield
        other.close()


@contextmanager
def table_locked(storage: Storage) -> Iterator[None]:
    """Somebody holds a table of PostgreSQL."""
    with set_on_connect(storage, "SET lock_timeout = '50ms'"):
        other = Storage.connect(storage.write.url.render_as_string(hide_password=False))
        with other.write.begin() as connection:
            connection.exec_driver_sql("LOCK TABLE throttle IN ACCESS EXCLUSIVE MODE")
            yield
        other.close()


def raising(body: str) -> Made:
    """PostgreSQL says or does this when a try is counted."""

    def made(storage: Storage) -> AbstractContextManager[None]:
        function = "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$"
        trigger = "CREATE TRIGGER fail BEFORE INSERT ON throttle EXECUTE FUNCTION fail()"
        begin = f"{function} BEGIN {body}; RETURN NULL; END $$; {trigger}"
        return administered(storage, begin, "DROP FUNCTION fail CASCADE")

    return made


OUTAGES: dict[str, dict[str, Made]] = {
    "sqlite": {
        "full": full,
        "read-only": lambda storage: set_on_connect(storage, "PRAGMA query_only = ON"),
        "locked": locked,
    },
    "postgresql": {
        "full": raising("RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'"),
        "read-only": raising("PERFORM set_config('transaction_read_only', 'on', true)"),
        "locked": table_locked,
        "shut down": raising("PERFORM pg_terminate_backend(pg_backend_pid())"),
    },
}
