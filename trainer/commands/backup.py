"""``trainer backup`` and ``trainer restore``: keep everything in one file, and bring it back."""

from __future__ import annotations

import os
from pathlib import Path

import click

from trainer.backup.backup import make
from trainer.backup.backup import restore as restore_from
from trainer.backup.refusal import Refused
from trainer.clock import now
from trainer.config import Config


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Keep all that the database holds in FILE, while the site runs."""
    config = Config.from_environment(os.environ)
    try:
        made = make(config.database_url, file, now())
    except Refused as fault:
        raise click.ClickException(str(fault)) from fault
    size = file.stat().st_size / 1_000_000
    click.echo(f"{file} holds {len(made.tables)} tables with {made.rows:,} rows ({size:.1f} MB).")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Bring a backup back into a database that is empty or not there yet."""
    config = Config.from_environment(os.environ)
    config.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        found = restore_from(config.database_url, file)
    except Refused as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(
        f"All {found.rows:,} rows of {found.made_at} are back, and each table is as it was. "
        "Run `python -m trainer serve`."
    )
