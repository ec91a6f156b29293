"""Print run: handouts that somebody asked for, what came of each, and the one file of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session

from trainer.models.base import Base, Owned, Tenant, child_of, parent
from trainer.models.copy import STALE, Copy
from trainer.models.job import Job
from trainer.models.membership import Membership
from trainer.models.person import Person


@dataclass(frozen=True)
class Outcome:
    """Somebody on a print run, and their copy, or why there is none; neither while it waits."""

    membership_id: int
    member: str
    copy_id: int | None
    serial: str | None
    stale: bool
    reason: str | None

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


class PrintRun(Owned, Base):
    """Copies of an edition asked for together; ``membership_id`` is who asked."""

    __tablename__ = "print_run"
    __table_args__ = (parent(), child_of("title"), child_of("edition"), child_of("membership"))

    title_id: Mapped[int]
    edition_id: Mapped[int]
    at: Mapped[dt.datetime]

    def ask(self, session: Session, members: Sequence[int], at: dt.datetime) -> None:
        """Ask for it, with those people in that order: a worker presses it from that moment on.

        Raises IntegrityError when whoever asks has a run open already.
        """
        session.add(self)
        session.flush()
        rows: list[Owned] = [Job.of_run(self.id, self.membership_id, at)]
        rows += [Ticket(membership_id=each, print_run_id=self.id) for each in members]
        for row in rows:
            session.add(row)
            session.flush()  # one by one, so that their ids are in the order of the file

    def next_ticket(self, session: Session) -> Ticket | None:
        """The first person of whom nothing has become yet."""
        open_ = _TICKETS.where(
            Ticket.print_run_id == self.id, Copy.id.is_(None), Misprint.id.is_(None)
        )
        return session.scalars(open_.with_only_columns(Ticket).limit(1)).one_or_none()

    def outcomes(self, session: Session) -> list[Outcome]:
        """What came of it so far for everybody on it, in order."""
        found = session.execute(_OUTCOMES.where(Ticket.print_run_id == self.id))
        return [Outcome(*row) for row in found]

    def hashes(self, session: Session) -> list[str]:
        """Of the bytes of its copies, in order."""
        mine = sa.select(Copy.sha256).where(Copy.print_run_id == self.id).order_by(Copy.id)
        return list(session.scalars(mine))

    def bundle(self, session: Session) -> str | None:
        """The hash of its one file, or None when there is none, or none yet."""
        mine = sa.select(Bundle.sha256).where(Bundle.print_run_id == self.id)
        return session.scalars(mine).one_or_none()


class Ticket(Owned, Base):
    """A person on a print run; the ids count up in the order of the file."""

    __tablename__ = "ticket"
    __table_args__ = (
        child_of("membership"),
        child_of("print_run"),
        sa.UniqueConstraint("print_run_id", "membership_id"),
    )

    print_run_id: Mapped[int]


class Misprint(Owned, Base):
    """A person on a print run whose copy could not be made: why, and what to do, in words."""

    __tablename__ = "misprint"
    __table_args__ = (
        child_of("membership"),
        child_of("print_run"),
        sa.UniqueConstraint("print_run_id", "membership_id"),
    )

    print_run_id: Mapped[int]
    reason: Mapped[str]
    at: Mapped[dt.datetime]


class Bundle(Tenant, Base):
    """All copies of a print run in one file, in order: the hash of its bytes."""

    __tablename__ = "bundle"
    __table_args__ = (child_of("print_run"), sa.UniqueConstraint("print_run_id"))

    print_run_id: Mapped[int]
    sha256: Mapped[str]
    at: Mapped[dt.datetime]


def print_runs(session: Session, lessons: dict[int, str], most: int) -> list[RunRow]:
    """The print runs that the session sees, the newest first; ``lessons`` are by title."""
    found = session.execute(_RUNS.limit(most))
    return [_run_row(lessons, row) for row in found]


def _run_row(lessons: dict[int, str], row: Any) -> RunRow:
    id_, title_id, *rest = row
    return RunRow(id_, lessons[title_id], *rest)


def _same(outcome: type[Copy] | type[Misprint]) -> sa.ColumnElement[bool]:
    return sa.and_(
        outcome.print_run_id == Ticket.print_run_id,
        outcome.membership_id == Ticket.membership_id,
    )


_TICKETS = (
    sa.select(Ticket.membership_id)
    .outerjoin(Copy, _same(Copy))
    .outerjoin(Misprint, _same(Misprint))
    .order_by(Ticket.id)
)

_OUTCOMES = (
    _TICKETS.add_columns(Person.name, Copy.id, Copy.serial, STALE.label("stale"), Misprint.reason)
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
        Person.name,
        PrintRun.at,
        _count(Ticket),
        _count(Copy),
        _count(Misprint),
        sa.select(Job.id)
        .where(Job.print_run_id == PrintRun.id, Job.ended_at.is_(None))
        .correlate(PrintRun)
        .exists(),
    )
    .join(Membership, Membership.id == PrintRun.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .order_by(PrintRun.id.desc())
)
