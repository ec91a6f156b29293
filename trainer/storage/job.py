"""Job: what must not hold a request, a row that a worker takes by lease and does."""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import suppress
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from trainer.storage.base import Base, Owned, child_of, one_of

LEASE = dt.timedelta(minutes=1)  # a worker that lives renews it well before
# How long a job may wait unseen before nobody seems to be working.
UNSEEN = dt.timedelta(minutes=1)
PAUSE = dt.timedelta(seconds=2)  # before what was interrupted is tried again


class JobKind(StrEnum):
    """What there is to do, with a column that names its subject, if it has one."""

    PRINT_RUN = "print_run"
    BASES = "bases"  # what the current editions of the studio lack


class Job(Owned, Base):
    """One thing to do, in steps: due again after each step, until it has ended.

    ``holder`` is who has it in hand, until ``due_at``: somebody who comes late finds another name
    there. ``tries`` counts since it last got on. ``membership_id`` is who asked for it.
    """

    __tablename__ = "job"
    __table_args__ = (
        child_of("membership"),
        child_of("print_run"),
        one_of("kind", JobKind),
        sa.UniqueConstraint("print_run_id"),
        # One a person at a time, also when a button is pressed twice at once.
        sa.Index(
            "uq_job_open",
            "membership_id",
            "kind",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index(
            None,
            "due_at",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )

    kind: Mapped[str]
    print_run_id: Mapped[int | None]
    asked_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    holder: Mapped[str | None] = mapped_column(default=None)
    tries: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[dt.datetime | None] = mapped_column(default=None)

    @classmethod
    def of_run(cls, print_run_id: int, membership_id: int, at: dt.datetime) -> Job:
        """The job of pressing a print run, due at once."""
        return cls._made(JobKind.PRINT_RUN, membership_id, at, print_run_id)

    @classmethod
    def ask_for_bases(cls, session: Session, membership_id: int, at: dt.datetime) -> None:
        """Ask for what the current editions lack, unless that is asked for already."""
        asked = sa.select(cls.id).where(cls.kind == JobKind.BASES, cls.ended_at.is_(None))
        # Whoever is about to end it is waited for: what changes here would come too late for it.
        if session.scalars(asked.with_for_update()).first() is None:
            with suppress(IntegrityError), session.begin_nested():  # or they ask twice at once
                session.add(cls._made(JobKind.BASES, membership_id, at))

    @classmethod
    def _made(
        cls, kind: JobKind, membership_id: int, at: dt.datetime, print_run_id: int | None = None
    ) -> Job:
        return cls(
            membership_id=membership_id,
            kind=kind,
            print_run_id=print_run_id,
            asked_at=at,
            due_at=at,
            seen_at=at,
        )

    @classmethod
    def newest_run(cls, session: Session, membership_id: int) -> int | None:
        """The print run which that person has asked for last."""
        mine = sa.select(cls.print_run_id).where(
            cls.membership_id == membership_id, cls.kind == JobKind.PRINT_RUN
        )
        return session.scalars(mine.order_by(cls.id.desc()).limit(1)).one_or_none()

    @classmethod
    def pressing(cls, session: Session, print_run_id: int) -> Job | None:
        """The job of that run while it is open; a run from before there were jobs never had one."""
        of_run = sa.select(cls).where(cls.print_run_id == print_run_id, cls.ended_at.is_(None))
        return session.scalars(of_run).one_or_none()

    @classmethod
    def is_due(cls, session: Session, at: dt.datetime) -> bool:
        """Whether anything waits, in any studio: a look that takes no lock."""
        due = sa.select(cls.id).where(cls.ended_at.is_(None), cls.due_at <= at)
        return session.scalars(due.limit(1)).first() is not None

    @classmethod
    def claim(cls, session: Session, at: dt.datetime) -> Job | None:
        """Take what has waited longest; nobody else gets it before its lease ends.

        A studio's jobs are taken in turn, for two that print at once would foretell one serial.
        """
        other = aliased(cls)
        busy = sa.select(other.studio_id).where(
            other.ended_at.is_(None), other.holder.is_not(None), other.due_at > at
        )
        waiting = (
            sa.select(cls.id)
            .where(cls.ended_at.is_(None), cls.due_at <= at, cls.studio_id.not_in(busy))
            .order_by(cls.kind == JobKind.BASES, cls.due_at, cls.id)  # whoever waits goes first
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        taken = {"holder": secrets.token_hex(8), "due_at": at + LEASE, "tries": cls.tries + 1}
        claimed = session.scalars(
            sa.update(cls)
            .where(cls.id == waiting.scalar_subquery())
            .values(**taken)
            .returning(cls),
            execution_options={"synchronize_session": False},
        ).first()
        cls._show(session, at)
        session.commit()
        return claimed

    @classmethod
    def _show(cls, session: Session, at: dt.datetime) -> None:
        """Show on everything that waits that somebody works; what others have in hand is theirs."""
        waiting = sa.select(cls.id).where(cls.ended_at.is_(None)).with_for_update(skip_locked=True)
        session.execute(
            sa.update(cls).where(cls.id.in_(waiting.scalar_subquery())).values(seen_at=at),
            execution_options={"synchronize_session": False},
        )

    def renew(self, session: Session, at: dt.datetime) -> bool:
        """Keep it, and show that somebody works; False when it is another's by now."""
        self._show(session, at)
        return self._change(session, due_at=at + LEASE)

    def is_held(self, session: Session) -> bool:
        """Whether it is still in this hand; then it stays so until the transaction ends."""
        statement = sa.select(Job.holder).where(Job.id == self.id).with_for_update()
        return session.scalars(statement).one_or_none() == self.holder

    def put_back(self, session: Session, at: dt.datetime, *, got_on: bool) -> bool:
        """Let others have their turn: due at once, or after a pause when nothing came of it."""
        due, tries = (at, 0) if got_on else (at + PAUSE, self.tries)
        return self._change(session, holder=None, due_at=due, tries=tries, seen_at=at)

    def end(self, session: Session, at: dt.datetime) -> bool:
        """It is done."""
        return self._change(session, holder=None, ended_at=at)

    def is_unseen(self, at: dt.datetime) -> bool:
        """Whether it waits, and nobody has looked for a while: then no worker runs."""
        return self.ended_at is None and at - max(self.seen_at, self.asked_at) > UNSEEN

    def _change(self, session: Session, **values: object) -> bool:
        held = sa.update(Job).where(Job.id == self.id, Job.holder == self.holder).values(**values)
        unsynchronized = {"synchronize_session": False}
        changed = session.execute(held.returning(Job.id), execution_options=unsynchronized)
        return changed.first() is not None


def others_open(session: Session, but: int) -> int:
    """How many other print runs of the studio are at the press or wait for it."""
    runs = sa.select(sa.func.count(Job.id)).where(Job.kind == JobKind.PRINT_RUN)
    others = runs.where(Job.ended_at.is_(None), Job.id != but)
    return session.scalar(others) or 0
