"""The print runs of a studio, and what came of each so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.handouts.models.copy import STATE, Copy
from trainer.handouts.models.copy_event import CopyState
from trainer.handouts.models.print_run import TICKETS, Misprint, PrintRun, Ticket
from trainer.handouts.queries.copies import STALE
from trainer.storage.base import rows_as
from trainer.storage.job import Job
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person


@dataclass(frozen=True)
class Outcome:
    """Somebody on a print run, and their copy, or why there is none; neither while it waits."""

    membership_id: int
    member: str
    copy_id: int | None
    serial: str | None
    state: str | None
    stale: bool
    reason: str | None

    @property
    def standing(self) -> str:
        """Whether the copy still holds; or why it is in nobody's hands."""
        if self.state and not CopyState(self.state).is_held:
            return self.state
        return "stale" if self.stale else "current"

    @property
    def waits(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.copy_id is None and self.reason is None


@dataclass(frozen=True)
class RunRow:
    """A print run in a list: how many people are on it, and what came of them so far."""

    id: int
    lesson: str
    asker: str
    at: dt.datetime
    people: int
    copies: int
    missed: int
    is_open: bool

    @property
    def done(self) -> int:
        """Of how many something has become."""
        return self.copies + self.missed

    def mentions(self, query: str) -> bool:
        """Whether the lesson or who asked for it holds those words, in either case."""
        return query.casefold() in f"{self.lesson} {self.asker}".casefold()


def print_runs(session: Session, lessons: dict[int, str], most: int) -> list[RunRow]:
    """The print runs that the session sees, the newest first; ``lessons`` are by title."""
    found = session.execute(_RUNS.limit(most))
    return [
        RunRow(lesson=lessons[row.pop("title_id")], **row) for row in map(dict, found.mappings())
    ]


def outcomes(session: Session, run: PrintRun) -> list[Outcome]:
    """What came of a run so far for everybody on it, in order."""
    found = session.execute(_OUTCOMES.where(Ticket.print_run_id == run.id))
    return list(rows_as(Outcome, found))


_OUTCOMES = (
    TICKETS.add_columns(
        Person.name.label("member"),
        Copy.id.label("copy_id"),
        Copy.serial,
        STATE.label("state"),
        STALE.label("stale"),
        Misprint.reason,
    )
    .join(Membership, Membership.id == Ticket.membership_id)
    .join(Person, Person.id == Membership.person_id)
)


def _count(table: type[Ticket] | type[Copy] | type[Misprint]) -> sa.ScalarSelect[int]:
    of_run = sa.select(sa.func.count(table.id)).where(table.print_run_id == PrintRun.id)
    return of_run.correlate(PrintRun).scalar_subquery()


_RUNS = (
    sa.select(
        PrintRun.id,
        PrintRun.title_id,
        Person.name.label("asker"),
        PrintRun.at,
        _count(Ticket).label("people"),
        _count(Copy).label("copies"),
        _count(Misprint).label("missed"),
        sa.select(Job.id)
        .where(Job.print_run_id == PrintRun.id, Job.ended_at.is_(None))
        .correlate(PrintRun)
        .exists()
        .label("is_open"),
    )
    .join(Membership, Membership.id == PrintRun.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .order_by(PrintRun.id.desc())
)
