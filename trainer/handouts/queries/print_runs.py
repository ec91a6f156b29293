"""The print runs of a studio, and what came of each so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import STATE, Copy
from trainer.handouts.models.copy_event import CopyEvent, CopyState
from trainer.handouts.models.print_run import TICKETS, Misprint, PrintRun, Ticket
from trainer.handouts.queries.copies import STALE
from trainer.mail.outbox import Outbox
from trainer.storage.base import rows_as
from trainer.storage.job import Job
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person


@dataclass(frozen=True)
class Outcome:
    """A kind for somebody on a print run, and what came of it: a copy, or why there is none.

    ``kind`` is what the copy is, which may be another than was asked for; ``note`` what was said
    of it when it was printed.
    """

    membership_id: int
    member: str
    kind: str
    is_laid_out: bool
    copy_id: int | None
    serial: str | None
    state: str | None
    stale: bool
    note: str | None
    reason: str | None
    has_letter: bool
    sent_at: dt.datetime | None
    fault: str | None

    @property
    def post(self) -> str:
        """How far its letter is, if it goes by mail."""
        if not self.has_letter:
            return "unmailed"
        return "mailed" if self.sent_at else "late" if self.fault else "to_mail"

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return Kind(self.kind).title

    @property
    def standing(self) -> str:
        """Whether the copy still holds; or why it is in nobody's hands."""
        if self.state and not CopyState(self.state).is_held:
            return self.state
        return "stale" if self.stale else "current"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for it but to put the file together."""
        return self.is_laid_out or self.copy_id is not None or self.reason is not None


@dataclass(frozen=True)
class Handful:
    """What came of a run for one person."""

    membership_id: int
    member: str
    outcomes: list[Outcome]

    @property
    def copies(self) -> list[Outcome]:
        """What was printed, each copy once: two kinds that come to the same are one."""
        copies = {each.copy_id: each for each in self.outcomes if each.copy_id}
        return list(copies.values())

    @property
    def missed(self) -> list[Outcome]:
        """What could not be."""
        return [each for each in self.outcomes if each.reason]


@dataclass(frozen=True)
class RunRow:
    """A print run in a list: how many handouts were asked for, and what came of them so far."""

    id: int
    lesson: str
    asker: str
    at: dt.datetime
    asked: int
    laid_out: int
    missed: int
    is_open: bool

    @property
    def done(self) -> int:
        """Of how many something has become."""
        return self.laid_out + self.missed

    def mentions(self, query: str) -> bool:
        """Whether the lesson or who asked for it holds those words, in either case."""
        return query.casefold() in f"{self.lesson} {self.asker}".casefold()


def print_runs(session: Session, lessons: dict[int, str], most: int) -> list[RunRow]:
    """The print runs that the session sees, the newest first; ``lessons`` are by title."""
    found = session.execute(_RUNS.limit(most))
    return [
        RunRow(lesson=lessons[row.pop("title_id")], **row) for row in map(dict, found.mappings())
    ]


def outcomes(session: Session, run: PrintRun) -> list[Handful]:
    """What came of a run so far for everybody on it, in order: one query."""
    found = session.execute(_OUTCOMES.where(Ticket.print_run_id == run.id))
    theirs: dict[int, Handful] = {}
    for each in rows_as(Outcome, found):
        one = theirs.setdefault(each.membership_id, Handful(each.membership_id, each.member, []))
        one.outcomes.append(each)
    return list(theirs.values())


def _of_letter(
    column: sa.ColumnElement[Any] | InstrumentedAttribute[Any],
) -> sa.ScalarSelect[Any]:
    """Something of the letter that a copy goes with."""
    letter = sa.select(column).where(Outbox.copy_id == Copy.id).order_by(Outbox.id).limit(1)
    return letter.correlate(Copy).scalar_subquery()


# What was said of a copy when it was printed; an empty note says nothing.
_NOTE = (
    sa.select(CopyEvent.note)
    .where(CopyEvent.copy_id == Copy.id, CopyEvent.kind == CopyState.PRINTED)
    .correlate(Copy)
    .limit(1)
    .scalar_subquery()
)
_OUTCOMES = (
    TICKETS.with_only_columns(
        Ticket.membership_id,
        Person.name.label("member"),
        sa.func.coalesce(Copy.kind, Ticket.kind).label("kind"),
        Ticket.print_base_id.is_not(None).label("is_laid_out"),
        Copy.id.label("copy_id"),
        Copy.serial,
        STATE.label("state"),
        STALE.label("stale"),
        _NOTE.label("note"),
        Misprint.reason,
        _of_letter(Outbox.id).is_not(None).label("has_letter"),
        _of_letter(Outbox.sent_at).label("sent_at"),
        _of_letter(Outbox.fault).label("fault"),
    )
    .join(Membership, Membership.id == Ticket.membership_id)
    .join(Person, Person.id == Membership.person_id)
)


def _count(
    table: type[Ticket] | type[Misprint], *which: sa.ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    of_run = sa.select(sa.func.count(table.id)).where(table.print_run_id == PrintRun.id, *which)
    return of_run.correlate(PrintRun).scalar_subquery()


_RUNS = (
    sa.select(
        PrintRun.id,
        PrintRun.title_id,
        Person.name.label("asker"),
        PrintRun.at,
        _count(Ticket).label("asked"),
        _count(Ticket, Ticket.print_base_id.is_not(None)).label("laid_out"),
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
