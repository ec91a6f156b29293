"""Assigning lessons, and taking assignments back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from trainer.clock import now, today
from trainer.editions.queries.current import CurrentEdition, current_editions
from trainer.onboarding.forms.assignment import AssignmentForm
from trainer.onboarding.letters import recall_letters, write_letters
from trainer.onboarding.models.assignment import Assignment, Recall
from trainer.onboarding.queries.assignments import is_recalled, open_assignments
from trainer.tenancy.access import current_member, studio_session, visitor
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import locations, people_here
from trainer.web import spelling
from trainer.web.pages import page

blueprint = Blueprint("assignments", __name__, url_prefix="/<studio>")


@blueprint.get("/assignments")
def index() -> ResponseReturnValue:
    """Every open assignment, searched by lesson and by whom it is for."""
    query = spelling.line(request.args.get("query"))
    everything = open_assignments(studio_session(), current_editions(studio_session()))
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
    Studio.take_turn(studio_session(), current_member().studio_id)
    form, taught = _form()
    if not form.validate():
        return page("assignments/new.html", form=form), 422
    title = next(each for each in taught if each.slug == form.title.data)
    made = form.assignment(title.title_id, current_member().membership_id, now())
    studio_session().add(made)
    studio_session().flush()
    letters = write_letters(studio_session(), made, title, current_member(), visitor().name)
    studio_session().commit()
    flash(_assigned(title.lesson.title, letters), "done")
    return redirect(url_for("assignments.index"), 303)


@blueprint.post("/assignments/<int:assignment_id>/recall")
def destroy(assignment_id: int) -> ResponseReturnValue:
    """Take an assignment back, with its letters that were not sent."""
    found = studio_session().get(Assignment, assignment_id) or abort(404)
    if is_recalled(studio_session(), found.id):
        abort(410)
    recall_letters(studio_session(), found.id)
    studio_session().add(
        Recall(assignment_id=found.id, recalled_by=current_member().membership_id, at=now())
    )
    try:
        studio_session().commit()
    except IntegrityError:  # somebody took it back at the same moment
        abort(410)
    flash("The assignment is taken back.", "done")
    return redirect(url_for("assignments.index"), 303)


def _form() -> tuple[AssignmentForm, list[CurrentEdition]]:
    form, taught = AssignmentForm(request.form), current_editions(studio_session())
    form.begin(today(current_member().time_zone))
    form.offer(taught, locations(studio_session()), people_here(studio_session()))
    return form, taught


def _assigned(lesson: str, letters: int) -> str:
    told = " It will be mailed to them too." if letters else ""
    return f"“{lesson}” is assigned. It is due on the home of whoever it is for.{told}"


def _named() -> str:
    for kind in ("person", "location"):
        if number := request.args.get(kind, type=int):
            return f"{kind}-{number}"
    return "all"
