"""A witness of the database: which rows changed since it last looked, and how to undo that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from trainer.storage.engines import Storage
from trainer.tables import Base

Values = dict[str, Any]
DISSOLUTION = Base.metadata.tables["dissolution"]
Rows = dict[tuple[str, tuple[Any, ...]], Values]

# A number that moves with every write of another connection, so that most looks cost one query.
VERSION = {
    "sqlite": "PRAGMA data_version",
    "postgresql": "SELECT pg_snapshot_xmax(pg_current_snapshot())::text",
}
SEE_EVERY_STUDIO = "SELECT set_config('app.studio', 'every', true)"


@dataclass(frozen=True)
class Change:
    """One row of a table before and after; None where there was none."""

    table: sa.Table
    before: Values | None
    after: Values | None

    @property
    def versions(self) -> list[Values]:
        """The row as it was and as it is: whoever moves a row touches two owners."""
        return [row for row in (self.before, self.after) if row is not None]


class Witness:
    """Looks at all rows through connections of its own, past every filter of the app.

    It compares every table at every look, as the database gives it, and reads as rows only those
    that have moved: to read all of them takes longer than what is walked.
    """

    def __init__(self, url: str) -> None:
        self._storage = Storage.connect(url)
        self._reader = self._storage.read.connect()
        self._seen: dict[str, object] = {}
        self._version = ""
        self._latest: tuple[Rows, dict[str, object]] | None = None
        self.rows: Rows = {}
        self.take_as_given()

    def take_as_given(self) -> None:
        """From here on, changes are told against what is there now."""
        if self._latest is None or self._ask_version() != self._version:
            self._latest = self._look_again()
        self.rows, self._seen = self._latest

    def changes(self) -> list[Change]:
        """Every row that differs from what was given."""
        if self._ask_version() == self._version:
            return []
        self._latest = now, _ = self._look_again()
        keys = [key for key in {**self.rows, **now} if self.rows.get(key) != now.get(key)]
        tables = Base.metadata.tables
        return [Change(tables[key[0]], self.rows.get(key), now.get(key)) for key in keys]

    def undo(self, changes: list[Change]) -> None:
        """Put every changed row back, the others being untouched."""
        order = Base.metadata.sorted_tables
        changes = sorted(changes, key=lambda change: order.index(change.table))
        with self._storage.write.begin() as connection:
            lift_guards(connection)
            _let_ledgers_go(connection)
            for change in reversed(changes):
                if change.before is None:
                    connection.execute(change.table.delete().where(_is(change.table, change.after)))
            for change in changes:
                _put_back(connection, change)
            connection.execute(DISSOLUTION.delete())
        self._version, self._latest = self._ask_version(), None

    def close(self) -> None:
        """Let go of the database."""
        self._reader.close()
        self._storage.close()

    def _ask_version(self) -> str:
        with self._reader.begin():
            return str(self._reader.exec_driver_sql(VERSION[self._reader.dialect.name]).scalar())

    def _look_again(self) -> tuple[Rows, dict[str, object]]:
        self._version, seen = self._ask_version(), self._look()
        return self._now(seen), seen

    def _look(self) -> dict[str, object]:
        """By table, something that differs when any of its rows does."""
        with self._reader.begin():
            lift_guards(self._reader)
            return LOOKS[self._reader.dialect.name](self._reader)

    def _now(self, seen: dict[str, object]) -> Rows:
        """Every row as it is, of which those of tables that have not moved are known."""
        moved = [name for name in seen if seen[name] != self._seen.get(name)]
        kept = {key: row for key, row in self.rows.items() if key[0] not in moved}
        return kept | self._read(moved)

    def _read(self, names: list[str]) -> Rows:
        tables = [Base.metadata.tables[name] for name in names]
        with self._reader.begin():
            lift_guards(self._reader)
            return {
                (table.name, tuple(row[column.name] for column in table.primary_key)): dict(row)
                for table in tables
                for row in self._reader.execute(table.select()).mappings()
            }


def _rows_of_sqlite(connection: sa.Connection) -> dict[str, object]:
    driver: Any = connection.connection.driver_connection  # which gives plain tuples, quickly
    return {
        name: driver.execute(f"SELECT * FROM {name}").fetchall() for name in Base.metadata.tables
    }


def _hashes_of_postgresql(connection: sa.Connection) -> dict[str, object]:
    looks = (
        f"SELECT '{table.name}', md5(string_agg(t::text, ',' ORDER BY t::text)) FROM {table.name} t"
        for table in Base.metadata.sorted_tables
    )
    return dict(map(tuple, connection.exec_driver_sql(" UNION ALL ".join(looks))))


LOOKS = {"sqlite": _rows_of_sqlite, "postgresql": _hashes_of_postgresql}


def of_table(rows: Rows, table: str) -> list[Values]:
    """The rows of one table."""
    return [row for (name, _), row in rows.items() if name == table]


def lift_guards(connection: sa.Connection) -> None:
    """See every studio, and check references at the end of this transaction alone."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(SEE_EVERY_STUDIO)
    else:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def _let_ledgers_go(connection: sa.Connection) -> None:
    """What a ledger has may be deleted while its studio is taken down."""
    ids, at = sa.select(Base.metadata.tables["studio"].c.id), sa.literal(dt.datetime.now(dt.UTC))
    connection.execute(DISSOLUTION.insert().from_select(["id", "at"], ids.add_columns(at)))


def _put_back(connection: sa.Connection, change: Change) -> None:
    if change.before is None:
        return
    where = _is(change.table, change.before)
    if change.after is not None and connection.dialect.name == "postgresql":
        connection.execute(change.table.update().where(where).values(change.before))
        return
    # SQLite gives an id that was deleted to another row, and a frozen one cannot be updated.
    connection.execute(change.table.delete().where(where))
    connection.execute(change.table.insert().values(change.before))


def _is(table: sa.Table, row: Values | None) -> sa.ColumnElement[bool]:
    values = row or {}
    return sa.and_(*(column == values[column.name] for column in table.primary_key))
