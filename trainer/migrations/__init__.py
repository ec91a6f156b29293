"""Migrations: the history of the tables, one for SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from trainer.storage.engines import close_to_others

HERE = Path(__file__).parent


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at that URL up to a revision; a file is its owner's alone from then on."""
    close_to_others(sa.make_url(url))
    command.upgrade(alembic_config(url), revision)


def is_up_to_date(connection: sa.Connection) -> bool:
    """Whether the database has every table as this release expects it."""
    head = ScriptDirectory(str(HERE)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head


def alembic_config(url: str) -> Config:
    """Alembic's configuration: in code, so that there is no second place for the URL."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["url"] = url
    return config
