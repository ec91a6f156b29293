"""The command line: ``python -m trainer``."""

from __future__ import annotations

from typing import Any

import click
from sqlalchemy.exc import DatabaseError

from trainer.commands.backup import backup, restore
from trainer.commands.content import content
from trainer.commands.database import database
from trainer.commands.doctor import doctor
from trainer.commands.handouts import handouts
from trainer.commands.package import package
from trainer.commands.print_run import print_
from trainer.commands.publish import publish
from trainer.commands.serve import serve
from trainer.commands.studio import studio
from trainer.commands.work import work
from trainer.config import UnsafeConfig
from trainer.storage.outage import Outage

SHUT = "Check the disk, the permissions, TRAINER_HOME and DATABASE_URL, then run this again."


class Commands(click.Group):
    """Commands that say a fault of the machine in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the machine refuses ends it with status 1."""
        try:
            return super().invoke(ctx)
        except UnsafeConfig as fault:
            raise click.ClickException(str(fault)) from fault
        except (OSError, DatabaseError) as fault:
            if not _is_of_the_machine(fault):
                raise
            raise click.ClickException(
                f"Trainer cannot use its files: {_said(fault)}. {SHUT}"
            ) from fault


def _is_of_the_machine(fault: OSError | DatabaseError) -> bool:
    if isinstance(fault, DatabaseError):
        return Outage.of(fault) is not None or _is_no_database(fault)
    return not isinstance(fault, BrokenPipeError)  # click ends quietly when nobody reads on


def _is_no_database(fault: DatabaseError) -> bool:
    return getattr(fault.orig, "sqlite_errorname", "") == "SQLITE_NOTADB"


def _said(fault: OSError | DatabaseError) -> str:
    words = str(fault.orig if isinstance(fault, DatabaseError) else fault)
    return words.strip().splitlines()[0].rstrip(".")


@click.group(cls=Commands)
def main() -> None:
    """Instructor training for Pilates studios."""


for command in (
    *(serve, work, studio, database, backup, restore, doctor),
    *(package, content, handouts),
):
    main.add_command(command)
content.add_command(publish)
handouts.add_command(print_)
