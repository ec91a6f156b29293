"""Assignment: somebody is to know a lesson by a day. Recall: it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Tenant, child_of, parent, rows_as
from trainer.tenancy.models.membership import IS_HERE, Membership, Stay
from trainer.tenancy.models.studio import Studio


class Assignment(Tenant, Base):
    """A title for one member, for a location, or for everybody when neither is named.

    It is due on a day, or so many days from the start: from the day it was assigned, or for whoever
    joins later from their first day.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        parent(),
        child_of("title"),
        child_of("membership"),
        child_of("location"),
        child_of("membership", "assigned_by"),
        sa.CheckConstraint("(due_on IS NULL) <> (due_days IS NULL)", name="due"),
        sa.CheckConstraint("membership_id IS NULL OR location_id IS NULL", name="whom"),
        sa.CheckConstraint("due_days BETWEEN 1 AND 730", name="due_days"),
    )

    title_id: Mapped[int]
    assigned_by: Mapped[int]
    at: Mapped[dt.datetime]
    membership_id: Mapped[int | None] = mapped_column(default=None)
    location_id: Mapped[int | None] = mapped_column(default=None)
    due_on: Mapped[dt.date | None] = mapped_column(default=None)
    due_days: Mapped[int | None] = mapped_column(default=None)

    def reaches(self, membership_id: int, location_id: int | None) -> bool:
        """Whether it is for a member who teaches there."""
        if self.membership_id is None:
            return self.location_id in {None, location_id}
        return self.membership_id == membership_id

    def due_day(self, since: dt.datetime, time_zone: str) -> dt.date:
        """By which day it is due for a member who is here since then."""
        if self.due_on is not None:
            return self.due_on
        start = max(self.at, since).astimezone(ZoneInfo(time_zone)).date()
        return start + dt.timedelta(days=self.due_days or 0)


class Recall(Tenant, Base):
    """An assignment was taken back."""

    __tablename__ = "recall"
    __table_args__ = (
        child_of("assignment"),
        child_of("membership", "recalled_by"),
        sa.UniqueConstraint("assignment_id"),
    )

    assignment_id: Mapped[int]
    recalled_by: Mapped[int]
    at: Mapped[dt.datetime]


@dataclass(frozen=True, order=True)
class DueDate:
    """By which day a member is to know a title, and the assignment that says so."""

    day: dt.date
    assigned_at: dt.datetime
    assignment_id: int

    def is_overdue(self, today: dt.date) -> bool:
        """Whether the day is over; on the day itself there is still time."""
        return today > self.day

    def days_left(self, today: dt.date) -> int:
        """How many days there are until then; below zero once it is overdue."""
        return (self.day - today).days


def due_dates(session: Session) -> dict[tuple[int, int], DueDate]:
    """The earliest due day by membership and title, of those here that the session sees.

    Two queries, however many people and assignments there are.
    """
    open_ = _by_whom(session.scalars(_OPEN))
    found: dict[tuple[int, int], DueDate] = {}
    for here in rows_as(_Here, session.execute(_HERE)):
        for assignment in _reaching(open_, here):
            key = (here.id, assignment.title_id)
            due = _due(assignment, here.since, here.time_zone)
            found[key] = min(found.get(key, due), due)
    return found


def due_dates_of(session: Session, membership_id: int) -> dict[int, DueDate]:
    """The same of one member, by title: one query."""
    found: dict[int, DueDate] = {}
    for row in session.execute(_FOR_ONE, {"member": membership_id}):
        assignment: Assignment = row.Assignment
        due = _due(assignment, row.since, row.time_zone)
        found[assignment.title_id] = min(found.get(assignment.title_id, due), due)
    return found


class _Here(NamedTuple):
    """A member who is in a studio now, where and since when."""

    id: int
    studio_id: int
    location_id: int | None
    since: dt.datetime
    time_zone: str


_Whom = tuple[int, int | None, int | None]


def _by_whom(assignments: Iterable[Assignment]) -> dict[_Whom, list[Assignment]]:
    """Assignments by whom they name, so that a person looks at their own alone."""
    named: dict[_Whom, list[Assignment]] = {}
    for each in assignments:
        key = (each.studio_id, each.membership_id, each.location_id)
        named.setdefault(key, []).append(each)
    return named


def _reaching(open_: dict[_Whom, list[Assignment]], here: _Here) -> list[Assignment]:
    studio = here.studio_id
    keys = {(studio, here.id, None), (studio, None, here.location_id), (studio, None, None)}
    return [assignment for key in keys for assignment in open_.get(key, [])]


def _due(assignment: Assignment, since: dt.datetime, time_zone: str) -> DueDate:
    return DueDate(assignment.due_day(since, time_zone), assignment.at, assignment.id)


_OPEN: sa.Select[Assignment] = (
    sa.select(Assignment)
    .outerjoin(Recall, Recall.assignment_id == Assignment.id)
    .where(Recall.id.is_(None))
    .order_by(Assignment.at.desc(), Assignment.id.desc())
)

_HERE = (
    sa.select(
        Membership.id,
        Membership.studio_id,
        Membership.location_id,
        Stay.from_.label("since"),
        Studio.time_zone,
    )
    .join(Stay, IS_HERE)
    .join(Studio, Studio.id == Membership.studio_id)
)

# A member whom an assignment names, or whose location, or everybody.
REACHES = sa.or_(
    Membership.id == Assignment.membership_id,
    sa.and_(
        Assignment.membership_id.is_(None),
        sa.or_(
            Assignment.location_id.is_(None),
            Assignment.location_id == Membership.location_id,
        ),
    ),
)

_FOR_ONE = (
    _OPEN.add_columns(Stay.from_.label("since"), Studio.time_zone)
    .join(Membership, REACHES)
    .join(Stay, IS_HERE)
    .join(Studio, Studio.id == Membership.studio_id)
    .where(Membership.id == sa.bindparam("member"), Membership.studio_id == Assignment.studio_id)
)
