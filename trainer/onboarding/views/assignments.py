"""Assigning lessons, and taking assignments back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from trainer.clock import now, today
from trainer.editions.queries.current import Taught, everything_taught
from trainer.onboarding.forms.assignment import AssignmentForm
from trainer.onboarding.letters import recall_letters, write_letters
from trainer.onboarding.models.assignment import Assignment, Recall
from trainer.onboarding.queries.assignments import is_recalled, open_assignments
from trainer.tenancy.access import place, rows, visitor
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import locations, people_here
from trainer.web.pages import page

blueprint = Blueprint("assignments", __name__)


@blueprint.get("/assignments")
def index() -> ResponseReturnValue:
    """Every open assignment, searched by lesson and by whom it is for."""
    query = request.args.get("query", "").strip()
    everything = open_assignments(rows(), everything_taught(rows()))
    shown = [row for row in everything if row.mentions(query)]
    return page("assignments/index.html", rows=shown, query=query, total=len(everything))


@blueprint.get("/assignments/new")
def new() -> ResponseReturnValue:
    """Ask which lesson is for whom, and by when; a link may say so already."""
    form, _ = _form()
    form.process(data={"title": request.args.get("title"), "whom": _named(), "due": form.due.data})
    return page("assignments/new.html", form=form)


@blueprint.post("/assignments")
def create() -> ResponseReturnValue:
    """Assign a lesson, and write to everybody whom it reaches."""
    Studio.take_turn(rows(), place().studio_id)
    form, taught = _form()
    if not form.validate():
        return page("assignments/new.html", form=form), 422
    title = next(each for each in taught if each.slug == form.title.data)
    made = form.assignment(title.title_id, place().membership_id, now())
    rows().add(made)
    rows().flush()
    letters = write_letters(rows(), made, title, place(), visitor().name)
    rows().commit()
    flash(_assigned(title.lesson.title, letters), "done")
    return redirect(url_for("assignments.index"), 303)


@blueprint.post("/assignments/<int:assignment_id>/recall")
def destroy(assignment_id: int) -> ResponseReturnValue:
    """Take an assignment back, with its letters that were not sent."""
    found = rows().get(Assignment, assignment_id) or abort(404)
    if is_recalled(rows(), found.id):
        abort(410)
    recall_letters(rows(), found.id)
    rows().add(Recall(assignment_id=found.id, recalled_by=place().membership_id, at=now()))
    try:
        rows().commit()
    except IntegrityError:  # somebody took it back at the same moment
        abort(410)
    flash("The assignment is taken back.", "done")
    return redirect(url_for("assignments.index"), 303)


def _form() -> tuple[AssignmentForm, list[Taught]]:
    form, taught = AssignmentForm(request.form), everything_taught(rows())
    form.today = today(place().time_zone)
    form.offer(taught, locations(rows()), people_here(rows()))
    return form, taught


def _assigned(lesson: str, letters: int) -> str:
    told = " It will be mailed to them too." if letters else ""
    return f"“{lesson}” is assigned. It is due on the home of whoever it is for.{told}"


def _named() -> str:
    for kind in ("person", "location"):
        if number := request.args.get(kind, type=int):
            return f"{kind}-{number}"
    return "all"
