"""``trainer handouts``: what a studio has printed, and whether a file is one of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import sqlalchemy as sa

from trainer.commands.site import every_studio
from trainer.editions.queries.current import current_editions
from trainer.handouts.ledger_table import HEAD, ledger_table
from trainer.handouts.queries.ledger import LedgerFilter, whole_ledger
from trainer.handouts.queries.verified_file import VerifiedFile, verify_file
from trainer.handouts.table_file import table_file
from trainer.tenancy.models.studio import Studio

UNKNOWN = "No copy has exactly these bytes: it was not printed here, or it was changed since."


@click.group()
def handouts() -> None:
    """Printed handouts and their ledger."""


@handouts.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Say whose copy FILE is, by its SHA-256; ends with status 1 when it is nobody's."""
    with every_studio() as session:
        found = verify_file(session, file.read_bytes())
    if found is None:
        click.echo(f"{file}: {UNKNOWN}", err=True)
        sys.exit(1)
    click.echo(f"{file}: {_said(found)}")


@handouts.command()
@click.option("--studio", required=True, help="The studio's place in addresses.")
@click.option("--csv", "as_csv", is_flag=True, help="As comma-separated values.")
def ledger(studio: str, *, as_csv: bool) -> None:
    """List every copy of a studio, the newest first, and what became of each."""
    with every_studio() as session:
        here = session.scalars(sa.select(Studio).where(Studio.slug == studio)).one_or_none()
        if here is None:
            raise click.ClickException(f"There is no studio at /{studio}/.")
        zone = ZoneInfo(here.time_zone)
        with session.within(here.id) as rows:
            lessons = {each.title_id: each.lesson.title for each in current_editions(rows)}
            table = list(ledger_table(whole_ledger(rows, LedgerFilter()), lessons, zone))
    _write_csv(table) if as_csv else _write(table)


def _said(found: VerifiedFile) -> str:
    state = found.state.replace("_", " ")
    holds = "changed since" if found.is_stale else "current"
    of = f"{found.kind_name} {found.serial} of {found.studio} (/{found.slug}/) for {found.member}"
    return f"{of}: {state}, {holds}."


def _write_csv(table: Iterable[Iterable[object]]) -> None:
    for line in table_file(HEAD, table):
        click.echo(line, nl=False)


def _write(table: list[tuple[object, ...]]) -> None:
    if not table:
        click.echo("Nothing was printed yet.")
        return
    lines = [HEAD, *(tuple(map(str, row)) for row in table)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
