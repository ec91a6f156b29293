"""``trainer database``: bring the tables up to date."""

from __future__ import annotations

import os

import click

from trainer.commands.site import bring_up_to_date
from trainer.config import Config


@click.group()
def database() -> None:
    """The database of DATABASE_URL."""


@database.command()
def upgrade() -> None:
    """Make or migrate its tables; nothing happens when they are up to date."""
    bring_up_to_date(Config.from_environment(os.environ))
    click.echo("The tables are up to date.")
