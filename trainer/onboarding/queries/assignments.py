"""Open assignments as a studio's managers see them: made by a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.editions.queries.current import CurrentEdition
from trainer.onboarding.models.assignment import Assignment, Recall
from trainer.tenancy.models.membership import IS_HERE, Membership, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location
from trainer.tenancy.queries.people import Here, people_here

EVERYBODY = "Everybody"


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment that was not taken back; ``people`` is how many it reaches now."""

    id: int
    lesson: str
    slug: str
    whom: str
    people: int
    due_on: dt.date | None
    due_days: int | None

    def mentions(self, query: str) -> bool:
        """Whether the lesson or whom it is for holds those words, in either case."""
        return query.casefold() in f"{self.lesson} {self.whom}".casefold()


def reached(session: Session, assignment: Assignment) -> list[Here]:
    """Whom it is for of those who are in the studio now, by name."""
    people = people_here(session)
    return [each for each in people if assignment.reaches(each.id, each.location_id)]


def open_assignments(session: Session, taught: list[CurrentEdition]) -> list[AssignmentRow]:
    """Every assignment that was not taken back, the newest first."""
    at = Counter(each.location_id for each in people_here(session))
    lessons = {each.title_id: each for each in taught}
    listed = []
    for row in session.execute(_OPEN):
        assignment: Assignment = row.Assignment
        lesson = lessons[assignment.title_id]
        count = at.total() if assignment.location_id is None else at[assignment.location_id]
        listed.append(
            AssignmentRow(
                id=assignment.id,
                lesson=lesson.lesson.title,
                slug=lesson.slug,
                whom=row.person or row.location or EVERYBODY,
                people=int(row.is_here) if row.person else count,
                due_on=assignment.due_on,
                due_days=assignment.due_days,
            )
        )
    return listed


def is_recalled(session: Session, assignment_id: int) -> bool:
    """Whether it was taken back."""
    return session.execute(_RECALLED, {"assignment": assignment_id}).first() is not None


_OPEN = (
    sa.select(
        Assignment,
        Person.name.label("person"),
        Location.name.label("location"),
        Stay.id.is_not(None).label("is_here"),
    )
    .outerjoin(Recall, Recall.assignment_id == Assignment.id)
    .outerjoin(Membership, Membership.id == Assignment.membership_id)
    .outerjoin(Person, Person.id == Membership.person_id)
    .outerjoin(Stay, IS_HERE)
    .outerjoin(Location, Location.id == Assignment.location_id)
    .where(Recall.id.is_(None))
    .order_by(Assignment.at.desc(), Assignment.id.desc())
)

_RECALLED = sa.select(Recall.id).where(Recall.assignment_id == sa.bindparam("assignment"))
