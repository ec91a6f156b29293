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
from functools import cached_property
from pathlib import Path
from typing import Protocol

import psycopg
import sqlalchemy as sa
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from psycopg import sql
from sqlalchemy import event

from tests.postgres import Postgres
from trainer.app import create_app
from trainer.config import Config
from trainer.storage.engines import Storage
from trainer.tables import Base

# By table and counter, two numbers that tell whether anything has moved in it.
State = dict[str, tuple[int, int | None]]


class Database(Protocol):
    """A database that can be put back to the world as it was made."""

    url: str

    def part(self, storage: Storage) -> None:
        """Send away whoever is connected and might still do something."""

    def restore(self) -> None:
        """Put the world back; nobody else does anything."""

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
        self.database.part(self.app.extensions["storage"])
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

    def part(self, storage: Storage) -> None:
        """Close every connection: the file goes away under them."""
        storage.close()

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
    """A database whose dirty tables are emptied and filled from copies in a schema beside them.

    That takes a hundredth of the time that copying a database does. Keys and triggers are not asked
    meanwhile: the rows are known to be good.
    """

    def __init__(self, postgres: Postgres, world: str) -> None:
        self.url = postgres.create_database(template=world)
        name = sa.make_url(self.url).database
        self._admin = psycopg.connect(
            host=str(postgres.folder), user="postgres", dbname=name, autocommit=True
        )
        # Said once: each time that it is said, all that was planned is planned again.
        self._admin.execute("SET session_replication_role = replica")
        self._known: set[int] = set()
        self._clean: State = {}

    def know(self, storage: Storage) -> None:
        """Note the connections that this storage makes: they may stay when they are idle."""
        event.listen(
            storage.write, "connect", lambda made, _: self._known.add(made.info.backend_pid)
        )

    def part(self, storage: Storage) -> None:
        """End the connections that others have made, and those in the midst of something."""
        self._admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND (pid <> ALL(%s) OR state <> 'idle')",
            [list(self._known)],
        )

    def restore(self) -> None:
        """Put back the tables and the counters that differ from the world.

        The first time there is nothing to put back, and the rows are copied.
        """
        if not self._clean:
            self._remember()
        now = self._state()
        dirty = {name for name in now if now[name] != self._clean[name]}
        if dirty:
            self._admin.execute(_in_one_go([self._step(name) for name in sorted(dirty)]))
            self._clean = self._state()

    def empty(self, tables: Sequence[str]) -> None:
        """Delete as the administrator, whose guards are asleep."""
        self._admin.execute(_in_one_go(list(map(_emptied, tables))))

    def close(self) -> None:
        """Let go of the database."""
        self._admin.close()

    def _remember(self) -> None:
        self._admin.execute("CREATE SCHEMA world")
        copied = sql.SQL("CREATE TABLE world.{0} AS TABLE public.{0}")
        for table in Base.metadata.sorted_tables:
            self._admin.execute(copied.format(sql.Identifier(table.name)))
        self._clean = self._state()

    def _state(self) -> State:
        """Of each table how many rows it has and which transaction wrote the last of them, and of
        each counter where it is: no row can come, change or go without a move of either."""
        found = self._admin.execute(self._looks, prepare=True).fetchall()
        return {name: (first, second) for name, first, second in found}

    @cached_property
    def _looks(self) -> bytes:
        rows = sql.SQL("SELECT {}, count(*), max(xmin::text::bigint) FROM public.{}")
        last = sql.SQL("SELECT {}, last_value, is_called::int::bigint FROM public.{}")
        tables = [table.name for table in Base.metadata.sorted_tables]
        looks = [_look(rows, name) for name in tables]
        looks += [_look(last, name) for name in self._counters]
        return sql.SQL(" UNION ALL ").join(looks).as_bytes(self._admin)

    @cached_property
    def _counters(self) -> list[str]:
        counters = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
        return [name for (name,) in self._admin.execute(counters).fetchall()]

    def _step(self, name: str) -> sql.Composed:
        if name in self._counters:
            last, is_called = self._clean[name]
            return sql.SQL("SELECT setval({}, {}, {})").format(name, last, bool(is_called))
        return sql.SQL("{}; INSERT INTO public.{} SELECT * FROM world.{}").format(
            _emptied(name), sql.Identifier(name), sql.Identifier(name)
        )


def _look(at: sql.SQL, name: str) -> sql.Composed:
    return at.format(sql.Literal(name), sql.Identifier(name))


def _emptied(name: str) -> sql.Composed:
    return sql.SQL("DELETE FROM public.{}").format(sql.Identifier(name))


def _in_one_go(steps: Sequence[sql.Composed]) -> sql.Composed:
    return sql.SQL("BEGIN; {}; COMMIT").format(sql.SQL("; ").join(steps))


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
        database.know(ground.app.extensions["storage"])
        yield ground
        ground.app.extensions["storage"].close()
