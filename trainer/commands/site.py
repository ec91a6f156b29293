"""This site's database, as a command opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import click
import sqlalchemy as sa

from trainer.app import create_app
from trainer.config import Config
from trainer.migrations import is_up_to_date, upgrade
from trainer.tenancy.access import unscoped
from trainer.tenancy.scope import StudioSession

OLD = "The database is not up to date. Run `python -m trainer database upgrade`, then try again."


def bring_up_to_date(config: Config) -> None:
    """Make the folder and the tables that are not there yet; nothing happens to others."""
    config.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    upgrade(config.database_url)


@contextmanager
def every_studio() -> Iterator[StudioSession]:
    """Rows of every studio, to write; raises ClickException while tables are missing."""
    app = create_app()
    with closing(app.extensions["storage"]) as storage, app.app_context():
        if not _is_ready(storage.read):
            raise click.ClickException(OLD)
        with unscoped(writes=True) as session:
            yield session


def _is_ready(engine: sa.Engine) -> bool:
    try:
        with engine.connect() as connection:
            return is_up_to_date(connection)
    except sa.exc.OperationalError:
        return False  # SQLite has no file yet
