"""Marks: words that say whose they are, planted in every column that holds text or bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlalchemy as sa

from tests.trainer.walk.owners import Owner, Owners
from tests.trainer.walk.witness import Rows, Values
from trainer.tables import Base

MARK = re.compile(r"kanari\.([a-z]+)\.([a-z]+)\.([a-z_]+)")
# Their words are marked as they are written.
FROZEN = {
    *("document", "edition", "part", "stance", "answer_event", "result"),
    *(
        "copy",
        "copy_event",
        "print_base",
        "base_part",
        "print_run",
        "print_file",
        "sighting",
        "assignment",
        "recall",
    ),
    *("ticket", "misprint", "bundle", "event"),
    *("closing", "proof", "recovery", "plea", "extra_try"),
}
# What the app takes a meaning from, so that it cannot say anything else.
KEPT = {
    ("membership", "role"),
    ("invitation", "role"),
    ("invitation", "way"),
    ("studio", "slug"),
    ("studio", "colour"),
    ("studio", "paper"),
    ("studio", "time_zone"),
    ("title", "slug"),
    ("title", "origin"),
    ("throttle", "key"),
    ("practice", "exercise"),
    ("sign_off", "exercise"),
    ("attempt", "layout_json"),
    ("attempt", "scope"),
    ("counter", "name"),
    ("job", "kind"),
    ("reset", "route"),
}
# What no page shows to anybody.
SECRET = {
    ("person", "password_hash"),
    ("sign_in", "token_sha256"),
    ("invitation", "nonce"),
    ("job", "holder"),
    ("reset", "nonce"),
    ("second_factor", "nonce"),
}
ADDRESS = {("person", "email"), ("invitation", "email"), ("outbox", "address")}


def mark(owner: Owner, table: str, rest: str = "") -> str:
    """The word that stands for a row of that owner."""
    return f"kanari.{owner.studio}.{owner.who}.{table}{rest}"


def marks(text: str) -> Iterator[tuple[Owner, str]]:
    """The owner and the table of every mark in a text."""
    for studio, who, table in set(MARK.findall(text)):
        yield Owner(studio, who), table


def mark_all(connection: sa.Connection, rows: Rows, owners: Owners) -> None:
    """Mark every row that is not frozen."""
    for (name, _), row in rows.items():
        table = Base.metadata.tables[name]
        if name not in FROZEN and (marked := _marked(table, row, owners.of(name, row))):
            where = (column == row[column.name] for column in table.primary_key)
            connection.execute(table.update().where(*where).values(marked))
    _show_logos(connection)


def secrets(rows: Rows) -> set[str]:
    """All that no answer may hold, whoever asks."""
    found = {
        row[column] for (name, _), row in rows.items() for table, column in SECRET if name == table
    }
    return found - {None}  # a job that nobody has in hand


def _marked(table: sa.Table, row: Values, owner: Owner) -> Values:
    return {
        column.name: _value(table, column, row, owner)
        for column in table.columns
        if isinstance(column.type, sa.Text | sa.LargeBinary)
        and (table.name, column.name) not in KEPT | SECRET
    }


def _value(table: sa.Table, column: sa.Column[object], row: Values, owner: Owner) -> object:
    at = "@example.com" if (table.name, column.name) in ADDRESS else ""
    key = ".".join(str(row[each.name]) for each in table.primary_key)
    text = mark(owner, table.name, f".{column.name}.{key}{at}")
    return text.encode() if isinstance(column.type, sa.LargeBinary) else text


def _show_logos(connection: sa.Connection) -> None:
    """A studio shows the logo whose hash it names."""
    studio, logo = (Base.metadata.tables[name] for name in ("studio", "logo"))
    own = sa.select(logo.c.sha256).where(logo.c.studio_id == studio.c.id).scalar_subquery()
    connection.execute(studio.update().values(logo_sha256=own))
