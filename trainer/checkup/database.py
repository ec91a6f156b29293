"""Database: whether its file is sound, and whether the tables and their guards are all there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from trainer.checkup.site import Fault, Site, some
from trainer.migrations import head, revision_of, upgrade
from trainer.storage.engines import Storage

RESTORE = "Restore the newest backup into an empty place."
GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT DISTINCT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
UNGUARDED = """
    SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
        AND attname = 'studio_id' AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (
            SELECT FROM pg_policy WHERE polrelid = pg_class.oid))
"""
ABOVE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def database(site: Site) -> str:
    """It answers, and what SQLite can say of its file is good."""
    with site.connection() as connection:
        if connection.dialect.name == "postgresql":
            return f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar_one()}"
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    if said != ["ok"]:
        raise Fault(f"The file is damaged: {some(list(said))}. {RESTORE}")
    if broken:
        raise Fault(f"{len(broken)} rows of {broken[0][0]} and others point at none. {RESTORE}")
    return f"SQLite {version}, the file is sound"


def schema(site: Site) -> str:
    """Every table, column, index and guard that this release expects is there."""
    with site.connection() as connection:
        revision, found = revision_of(connection), set(_shape(connection))
        unguarded = _unguarded(connection)
    if revision != head():
        raise Fault(
            f"The tables are at {revision or 'nothing'}, and this release expects {head()}. "
            "Run `python -m trainer database upgrade`."
        )
    lacking = [f"no {each}" for each in sorted(_expected() - found)] + unguarded
    if lacking:
        raise Fault(f"Somebody has changed the tables: {some(lacking)}. {RESTORE}")
    return f"the tables are at {revision}, with all their guards"


def _shape(connection: sa.Connection) -> Iterator[str]:
    """What there is, by the names that it has on both databases."""
    inspector = sa.inspect(connection)
    for table in inspector.get_table_names():
        yield from (f"column {table}.{each['name']}" for each in inspector.get_columns(table))
        yield from (f"index {each['name']}" for each in inspector.get_indexes(table))
    guards = connection.exec_driver_sql(GUARDS[connection.dialect.name])
    yield from (f"guard {name}" for name in guards.scalars())


def _unguarded(connection: sa.Connection) -> list[str]:
    """What does not keep studios apart on PostgreSQL; SQLite cannot."""
    if connection.dialect.name != "postgresql":
        return []
    tables = connection.exec_driver_sql(UNGUARDED).scalars()
    above = connection.exec_driver_sql(ABOVE).scalar_one()
    return [f"{table} is open to other studios" for table in sorted(tables)] + (
        ["the role is above row-level security"] if above else []
    )


@cache
def _expected() -> set[str]:
    """What a database has that was made just now."""
    with tempfile.TemporaryDirectory(prefix="trainer-") as folder:
        url = f"sqlite:///{Path(folder, 'new.db')}"
        upgrade(url)
        with closing(Storage.connect(url)) as storage, storage.read.connect() as connection:
            return set(_shape(connection))
