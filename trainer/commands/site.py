"""This site's database, as a command opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import click
import sqlalchemy as sa

from trainer.app import create_app
from trainer.migrations import is_up_to_date
from trainer.tenancy.access import unscoped
from trainer.tenancy.scope import StudioSession

OLD = "The database is not up to date. Run `python -m trainer database upgrade`, then try again."


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
