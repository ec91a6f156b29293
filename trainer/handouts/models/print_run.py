"""Print run: handouts that somebody asked for, and the one file of them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session

from trainer.handouts.models.copy import Copy
from trainer.storage.base import Base, Owned, Tenant, child_of, parent
from trainer.storage.job import Job


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
        open_ = TICKETS.where(
            Ticket.print_run_id == self.id, Copy.id.is_(None), Misprint.id.is_(None)
        )
        return session.scalars(open_.with_only_columns(Ticket).limit(1)).one_or_none()

    def files(self, session: Session) -> list[bytes]:
        """The bytes of its copies, in order, but for those that are taken back."""
        mine = sa.select(Copy).where(Copy.print_run_id == self.id).order_by(Copy.id)
        found = [copy.whole(session) for copy in session.scalars(mine)]
        return [pdf for pdf in found if pdf is not None]

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


def _same(outcome: type[Copy] | type[Misprint]) -> sa.ColumnElement[bool]:
    return sa.and_(
        outcome.print_run_id == Ticket.print_run_id,
        outcome.membership_id == Ticket.membership_id,
    )


TICKETS = (
    sa.select(Ticket.membership_id)
    .outerjoin(Copy, _same(Copy))
    .outerjoin(Misprint, _same(Misprint))
    .order_by(Ticket.id)
)
