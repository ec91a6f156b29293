"""The letters of an assignment: each tells one person what to learn, and by which day."""

from __future__ import annotations

from flask import current_app
from sqlalchemy.orm import Session

from trainer.config import Config
from trainer.editions.queries.current import CurrentEdition
from trainer.mail.outbox import Letter, Outbox
from trainer.onboarding.models.assignment import Assignment
from trainer.onboarding.queries.assignments import reached
from trainer.tenancy.queries.people import Here
from trainer.tenancy.visitor import CurrentMember
from trainer.web.links import page_link

SUBJECT = "{studio}: learn “{lesson}” by {day:%-d %B %Y}"
TEXT = """\
Hello {name},

{assigner} asks you to learn “{lesson}” at {studio}.
It is due on {day:%-d %B %Y}. Open it here:

{link}
"""


def write_letters(
    session: Session,
    assignment: Assignment,
    taught: CurrentEdition,
    place: CurrentMember,
    assigner: str,
) -> int:
    """Write to everybody whom it reaches but the assigner; how many letters there are.

    The assignment must have its id, by which its letters are found again.
    """
    said = {
        "studio": place.name,
        "lesson": taught.lesson.title,
        "assigner": assigner,
        "link": _link(place.slug, taught.slug, assignment.id),
    }
    people = [each for each in reached(session, assignment) if each.id != assignment.assigned_by]
    return sum(_write(session, assignment, each, place.time_zone, said) for each in people)


def recall_letters(session: Session, assignment_id: int) -> None:
    """Throw away those that were not sent."""
    Outbox.recall(session, _mark(assignment_id))


def _write(
    session: Session, assignment: Assignment, to: Here, time_zone: str, said: dict[str, str]
) -> bool:
    told = {**said, "name": to.name, "day": assignment.due_day(to.since, time_zone)}
    letter = Letter(to.email, SUBJECT.format_map(told), TEXT.format_map(told))
    config: Config = current_app.extensions["config"]
    return Outbox.write(session, letter, assignment.at, config) is not None


def _link(studio: str, slug: str, assignment_id: int) -> str:
    page = page_link("lessons.show", studio=studio, slug=slug)
    return page + _mark(assignment_id).strip()


def _mark(assignment_id: int) -> str:
    """What only the letters of this assignment hold; the end of the line tells 12 from 120."""
    return f"?assignment={assignment_id}\n"
