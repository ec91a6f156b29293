"""A print run, by its address."""

from __future__ import annotations

from flask import abort

from trainer.handouts.models.print_run import PrintRun
from trainer.tenancy.access import studio_session


def run_or_404(print_run_id: int) -> PrintRun:
    """The print run of that id in this studio; an instructor's own alone."""
    return studio_session().get(PrintRun, print_run_id) or abort(404)
