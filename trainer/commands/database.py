"""``trainer database``: bring the tables up to date."""

from __future__ import annotations

import os

import click

from trainer.config import Config
from trainer.migrations import upgrade as upgrade_to_head


@click.group()
def database() -> None:
    """The database of DATABASE_URL."""


@database.command()
def upgrade() -> None:
    """Make or migrate its tables; nothing happens when they are up to date."""
    upgrade_to_head(Config.from_environment(os.environ).database_url)
    click.echo("The tables are up to date.")
