"""The copies of a print run, one by one in a ZIP."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, abort, stream_with_context

from trainer.handouts.archive import archive
from trainer.handouts.lookup import run_or_404
from trainer.handouts.models.copy import Copy
from trainer.handouts.queries.print_runs import Outcome, outcomes
from trainer.tenancy.access import studio_session

blueprint = Blueprint("archives", __name__, url_prefix="/<studio>")


@blueprint.get("/print-runs/<int:print_run_id>.zip")
def show(print_run_id: int) -> Response:
    """Every copy that can be opened still, each under its serial and whose it is."""
    run = run_or_404(print_run_id)
    if run.bundle(studio_session()) is None:
        abort(404)
    copies = [each for one in outcomes(studio_session(), run) for each in one.copies]
    response = Response(stream_with_context(archive(_files(copies))), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="handouts-{run.id}.zip"'
    return response


def _files(copies: list[Outcome]) -> Iterator[tuple[str, bytes]]:
    for each in copies:
        pdf = studio_session().get_one(Copy, each.copy_id).whole(studio_session())
        if pdf:
            yield f"{each.serial} {each.kind_name} {_plain(each.member)}.pdf", pdf


def _plain(name: str) -> str:
    """A name as every system takes it for a file."""
    return "".join(letter for letter in name if letter.isalnum() or letter in " -'").strip()
