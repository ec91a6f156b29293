"""Handouts printed for several people at once: one file, in order."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.access import rows
from trainer.handouts.issuing import issue_run
from trainer.handouts.press import MOST, PressFailed
from trainer.models.copy import PrintRun, copies_in
from trainer.models.roster import MemberRow, roster
from trainer.models.study import everything_taught
from trainer.pages import page
from trainer.views.lessons import taught_or_404

blueprint = Blueprint("print_runs", __name__)

NOBODY = "Nothing was printed: tick the people whose handouts you want first."
TOO_MANY = f"Nothing was printed: tick at most {MOST} people at a time."


@blueprint.post("/lessons/<slug>/print-runs")
def create(slug: str) -> ResponseReturnValue:
    """Print a handout for each person ticked, in the order of their names."""
    taught, ticked = taught_or_404(slug), _ticked()
    if fault := _fault(ticked):
        flash(fault, "failed")
        return _back(slug)
    try:
        run_id = issue_run(taught, [member.id for member in ticked])
    except PressFailed as failure:
        flash(str(failure), "failed")
        return _back(slug)
    return redirect(url_for("print_runs.show", print_run_id=run_id), 303)


@blueprint.get("/print-runs/<int:print_run_id>")
def show(print_run_id: int) -> ResponseReturnValue:
    """What was printed for whom, and the file to print."""
    run = run_or_404(print_run_id)
    lessons = {each.title_id: each for each in everything_taught(rows())}
    return page(
        "print_runs/show.html",
        run=run,
        lesson=lessons[run.title_id].lesson,
        slug=lessons[run.title_id].slug,
        copies=copies_in(rows(), run.id),
    )


def _ticked() -> list[MemberRow]:
    """The people ticked who are here still, by name; an id that is nobody's is no one."""
    ids = set(request.form.getlist("membership", type=int))
    return [member for member in roster(rows()) if member.id in ids and not member.gone]


def _fault(ticked: list[MemberRow]) -> str | None:
    if not ticked:
        return NOBODY
    return TOO_MANY if len(ticked) > MOST else None


def _back(slug: str) -> ResponseReturnValue:
    """To the board, where the boxes are still ticked."""
    ticked = request.form.getlist("membership", type=int)
    return redirect(url_for("boards.show", slug=slug, membership=ticked), 303)


def run_or_404(print_run_id: int) -> PrintRun:
    """The print run of that id in this studio."""
    return rows().get(PrintRun, print_run_id) or abort(404)
