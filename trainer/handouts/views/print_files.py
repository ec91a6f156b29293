"""The file of a print run."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from trainer.handouts.download import pdf_response
from trainer.handouts.lookup import run_or_404
from trainer.handouts.models.print_file import PrintFile
from trainer.tenancy.access import studio_session

blueprint = Blueprint("print_files", __name__, url_prefix="/<studio>")


@blueprint.get("/print-runs/<int:print_run_id>.pdf")
def show(print_run_id: int) -> ResponseReturnValue:
    """All copies of a run in one file, in order, once it is done: the same bytes every time."""
    run = run_or_404(print_run_id)
    sha256 = run.bundle(studio_session()) or abort(404)
    pdf = PrintFile.fetch(studio_session(), sha256) or abort(410)
    return pdf_response(pdf, f"handouts-{run.id}.pdf")
