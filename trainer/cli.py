"""The command line: ``python -m trainer``."""

from __future__ import annotations

import click

from trainer.commands.content import content
from trainer.commands.database import database
from trainer.commands.package import package
from trainer.commands.publish import publish
from trainer.commands.serve import serve
from trainer.commands.studio import studio
from trainer.commands.work import work


@click.group()
def main() -> None:
    """Instructor training for Pilates studios."""


for command in (serve, work, studio, database, package, content):
    main.add_command(command)
content.add_command(publish)
