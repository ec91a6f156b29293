"""Migrations: the history of the tables, one for SQLite and PostgreSQL."""

from __future__ import annotations

from functools import cache
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
    return revision_of(connection) == head()


def revision_of(connection: sa.Connection) -> str | None:
    """Which revision the tables are at, or None where there are none of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this release has such a revision: a newer one may bring others."""
    return any(step.revision == revision for step in _steps().walk_revisions())


@cache
def head() -> str | None:
    """The revision that this release expects."""
    return _steps().get_current_head()


def _steps() -> ScriptDirectory:
    return ScriptDirectory(str(HERE))


def alembic_config(url: str) -> Config:
    """Alembic's configuration: in code, so that there is no second place for the URL."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["url"] = url
    return config
