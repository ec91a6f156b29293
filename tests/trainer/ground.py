"""Ground: one app and one database for all tests of a worker, with the world put back before each.

To make an app compiles every route, and to make a database copies it whole: for most tests either
takes longer than the test.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
import sqlalchemy as sa
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from psycopg import sql

from tests.postgres import Postgres
from trainer.app import create_app
from trainer.config import Config
from trainer.storage.engines import Storage
from trainer.tables import Base


class Database(Protocol):
    """A database that can be put back to the world as it was made."""

    url: str

    def restore(self) -> None:
        """Put the world back; nobody else is connected."""

    def empty(self, tables: Sequence[str]) -> None:
        """Take every row out of these tables, whatever guards them."""


@dataclass(frozen=True)
class Ground:
    """An app on a database, and how both become again what they were."""

    app: Flask
    database: Database

    @classmethod
    def make(cls, database: Database, home: Path, compiled: FileSystemBytecodeCache) -> Ground:
        """Make the app, without CSRF tokens: tests/trainer/web/test_csrf.py is about those."""
        config = Config(database_url=database.url, secret_key="k" * 40, home=home)
        return cls(make_app(config, compiled), database)

    @property
    def config(self) -> Config:
        """The configuration that the app was made with."""
        config: Config = self.app.extensions["config"]
        return config

    def restore(self) -> None:
        """Put the world back, whatever the last test left."""
        storage: Storage = self.app.extensions["storage"]
        storage.close()
        _empty(self.config.home)
        self.database.restore()

    @contextmanager
    def lent(self) -> Iterator[Flask]:
        """The app for one test, which may change its settings, views and extensions."""
        lent = (self.app.config, self.app.view_functions, self.app.extensions)
        kept = [dict(each) for each in lent]
        yield self.app
        for each, before in zip(lent, kept, strict=True):
            each.clear()
            each.update(before)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def make_app(config: Config, compiled: FileSystemBytecodeCache) -> Flask:
    """An app for tests."""
    app = create_app(config)
    app.jinja_env.bytecode_cache = compiled
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


class SqliteFile:
    """A file that is copied over."""

    def __init__(self, world: Path, path: Path) -> None:
        self.url = f"sqlite:///{path}"
        self._world, self._path = world, path

    def restore(self) -> None:
        """Copy the world over whatever is there."""
        for end in ("-wal", "-shm", "-journal"):
            Path(f"{self._path}{end}").unlink(missing_ok=True)
        shutil.copy(self._world, self._path)

    def empty(self, tables: Sequence[str]) -> None:
        """Take the guards away with the rows: they come back with the file."""
        with closing(sqlite3.connect(self._path)) as connection, connection:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(guards).fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            for name in tables:
                connection.execute(f'DELETE FROM "{name}"')


class PostgresqlDatabase:
    """A database whose tables are emptied and filled from copies in a schema beside them.

    That takes a tenth of the time that copying a database does. Keys and triggers are not asked
    meanwhile: the rows are known to be good.
    """

    def __init__(self, postgres: Postgres, world: str) -> None:
        self.url = postgres.create_database(template=world)
        name = sa.make_url(self.url).database
        self._admin = psycopg.connect(
            host=str(postgres.folder), user="postgres", dbname=name, autocommit=True
        )
        self._again: sql.Composed | None = None

    def restore(self) -> None:
        """Send everybody else away, and put every row and every counter back.

        The first time there is nothing to put back, and the rows are copied.
        """
        if self._again is None:
            self._again = self._remember([table.name for table in Base.metadata.sorted_tables])
            return
        self._admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        self._admin.execute(self._again)

    def empty(self, tables: Sequence[str]) -> None:
        """Delete as the administrator, with the guards asleep for the one transaction."""
        names = [sql.SQL("DELETE FROM public.{}").format(sql.Identifier(name)) for name in tables]
        self._admin.execute(_in_one_go(names))

    def close(self) -> None:
        """Let go of the database."""
        self._admin.close()

    def _remember(self, tables: list[str]) -> sql.Composed:
        self._admin.execute("CREATE SCHEMA world")
        for name in map(sql.Identifier, tables):
            self._admin.execute(sql.SQL("CREATE TABLE world.{0} AS TABLE public.{0}").format(name))
        names = [sql.Identifier(name) for name in tables]
        steps = [
            *(sql.SQL("DELETE FROM public.{}").format(name) for name in names),
            *(
                sql.SQL("INSERT INTO public.{0} SELECT * FROM world.{0}").format(name)
                for name in names
            ),
            *map(_set_back, self._counters()),
        ]
        return _in_one_go(steps)

    def _counters(self) -> list[Any]:
        return self._admin.execute(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
        ).fetchall()


def _in_one_go(steps: Sequence[sql.Composed]) -> sql.Composed:
    asleep = sql.SQL("SET LOCAL session_replication_role = replica")
    return sql.SQL("BEGIN; {}; COMMIT").format(sql.SQL("; ").join([asleep, *steps]))


def _set_back(counter: tuple[str, int | None]) -> sql.Composed:
    name, last = counter
    return sql.SQL("SELECT setval({}, {}, {})").format(
        sql.Literal(f"public.{name}"), sql.Literal(last or 1), sql.Literal(last is not None)
    )


@contextmanager
def sqlite_ground(world: Path, home: Path, compiled: FileSystemBytecodeCache) -> Iterator[Ground]:
    """The ground on SQLite."""
    database = SqliteFile(world, home / "trainer.db")
    database.restore()
    ground = Ground.make(database, home, compiled)
    yield ground
    ground.app.extensions["storage"].close()


@contextmanager
def postgresql_ground(
    postgres: Postgres, world: str, home: Path, compiled: FileSystemBytecodeCache
) -> Iterator[Ground]:
    """The ground on PostgreSQL."""
    with closing(PostgresqlDatabase(postgres, world)) as database:
        ground = Ground.make(database, home, compiled)
        yield ground
        ground.app.extensions["storage"].close()
