"""Outbox: letters that wait to be mailed, written in the transaction that they tell of."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.config import Config
from trainer.storage.base import Base, Tenant, child_of

TRIES = 8
LEASE = dt.timedelta(minutes=5)
PAUSE = dt.timedelta(minutes=1)
GOOD_FOR = dt.timedelta(days=7)


class Outbox(Tenant, Base):
    """One letter: tried again from ``due_at`` on until it is sent or given up.

    ``copy_id`` is the handout that goes with it, if any.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        child_of("copy"),
        sa.Index(
            None,
            "due_at",
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        ),
    )

    address: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    fault: Mapped[str | None] = mapped_column(default=None)
    copy_id: Mapped[int | None] = mapped_column(default=None)

    @classmethod
    def write(
        cls,
        session: Session,
        letter: Letter,
        at: dt.datetime,
        config: Config,
        copy_id: int | None = None,
    ) -> Outbox | None:
        """Write a letter, where letters are mailed or can be read: else nobody would send it."""
        if not is_kept(config):
            return None
        row = cls(
            address=letter.address,
            subject=letter.subject,
            text=letter.text,
            written_at=at,
            due_at=at,
            copy_id=copy_id,
        )
        session.add(row)
        return row

    @classmethod
    def newest(cls, session: Session, most: int) -> list[Outbox]:
        """So many letters at most, the newest first."""
        return list(session.scalars(sa.select(cls).order_by(cls.id.desc()).limit(most)))

    @classmethod
    def recall(cls, session: Session, words: str) -> None:
        """Throw away what waits and holds those words, for any address: it is not so any more."""
        holds = cls.text.contains(words, autoescape=True)
        session.execute(sa.delete(cls).where(cls.sent_at.is_(None), holds))

    @classmethod
    def about(cls, session: Session, words: str) -> Outbox | None:
        """The letter that holds those words, if one was written."""
        holds = cls.text.contains(words, autoescape=True)
        return session.scalars(sa.select(cls).where(holds).order_by(cls.id)).first()

    @classmethod
    def claim(cls, session: Session, at: dt.datetime) -> Outbox | None:
        """Take the letter that has waited longest; nobody else gets it before its lease ends.

        One statement: SQLite takes its write lock, PostgreSQL passes over what others hold. Who
        crashes with a letter in hand leaves it to be tried again.
        """
        waiting = (
            sa.select(cls.id)
            .where(
                cls.sent_at.is_(None),
                cls.due_at <= at,
                cls.tries < TRIES,
                cls.written_at > at - GOOD_FOR,
            )
            .order_by(cls.due_at, cls.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        claimed = session.scalars(
            sa.update(cls)
            .where(cls.id == waiting.scalar_subquery())
            .values(due_at=at + LEASE, tries=cls.tries + 1)
            .returning(cls),
            execution_options={"synchronize_session": False},
        ).first()
        session.commit()
        return claimed

    def settle(self, session: Session, fault: str | None, at: dt.datetime) -> None:
        """Note that it went, or why not: then it waits twice as long after each try."""
        later = at + min(PAUSE * 2 ** (self.tries - 1), dt.timedelta(hours=1))
        outcome = {"sent_at": at} if fault is None else {"fault": fault, "due_at": later}
        session.execute(sa.update(Outbox).where(Outbox.id == self.id).values(**outcome))
        session.commit()


class Letter(NamedTuple):
    """Whom a letter is for, what it is about, and what it says."""

    address: str
    subject: str
    text: str


def is_kept(config: Config) -> bool:
    """Whether letters are written at all: somebody mails them, or the demo shows them."""
    return config.smtp_url is not None or config.demo
