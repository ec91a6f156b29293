"""``trainer doctor``: whether a site that runs is well."""

from __future__ import annotations

import os
import sys

import click

from trainer.checkup.checkup import checkup
from trainer.clock import now


@click.command()
def doctor() -> None:
    """Look at everything that a site stands on, a line each; ends with status 1 at any fault."""
    is_well = True
    for finding in checkup(os.environ, now()):
        click.echo(str(finding))
        is_well = is_well and finding.is_well
    sys.exit(0 if is_well else 1)
