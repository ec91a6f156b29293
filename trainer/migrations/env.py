"""How Alembic reaches the database."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import event

from trainer.storage.engines import keep_private, sqlite_driver
from trainer.tables import Base


def connect(url: sa.URL) -> sa.Engine:
    """An engine for one migration run.

    On SQLite foreign keys are off: a batch that recreates a parent table would otherwise delete
    its children. They are checked at the end instead.
    """
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url.set(drivername="postgresql+psycopg"), poolclass=sa.NullPool)
    engine = sa.create_engine(url, module=sqlite_driver(), poolclass=sa.NullPool)
    event.listen(engine, "do_connect", lambda *_: keep_private(url))
    event.listen(engine, "connect", without_foreign_keys)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def without_foreign_keys(connection: Any, _: object) -> None:
    """Set before any transaction: inside one the pragma has no effect."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = OFF")


def check_foreign_keys(connection: sa.Connection) -> None:
    """Refuse to commit a migration that broke a reference."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration breaks references: {broken[:5]}")


def name_plain_type(kind: str, value: Any, _: AutogenContext) -> str | Literal[False]:
    """Write a type of ours as the plain type below it, so that migrations import no models."""
    if kind == "type" and isinstance(value, sa.TypeDecorator):
        return f"sa.{value.impl_instance!r}"
    return False


engine = connect(sa.make_url(context.config.attributes["url"]))
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=name_plain_type,
        compare_server_default=True,
        transactional_ddl=True,  # on SQLite, too: a step that fails its check leaves nothing behind
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            # Rows are guarded by studio there; a migration works on all of them.
            connection.exec_driver_sql("SELECT set_config('app.studio', 'every', true)")
        context.run_migrations()
        check_foreign_keys(connection)
engine.dispose()
