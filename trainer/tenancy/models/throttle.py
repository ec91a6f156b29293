"""Throttle: how often somebody has tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound

# Clocks of two machines may differ by this much; what lies further ahead is a clock put right.
AHEAD = dt.timedelta(minutes=1)
KEPT = dt.timedelta(hours=1)  # no window is longer
PRUNED = 50


class Throttle(Base):
    """How often something was tried since a moment: one counter a key, shared by all processes."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(index=True)
    tries: Mapped[int]

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """None: it counts tries before anybody is known."""
        return sa.false()

    @classmethod
    def admits(
        cls, session: Session, key: str, limit: int, window: dt.timedelta, at: dt.datetime
    ) -> bool:
        """Count one more try and say whether it is within the limit for the window.

        One statement, so that workers that try at the same moment cannot pass together.
        """
        expired = cls._is_over(window, at)
        statement = (
            _insert(session)(cls)
            .values(key=key, since=at, tries=1)
            .on_conflict_do_update(
                index_elements=[cls.key],
                set_={
                    "since": sa.case((expired, at), else_=cls.since),
                    "tries": sa.case((expired, 1), else_=cls.tries + 1),
                },
            )
            .returning(cls.tries)
        )
        tries: int = session.execute(statement).scalar_one()
        if tries == 1:
            cls._prune(session, at)
        return tries <= limit

    @classmethod
    def forget(cls, session: Session, key: str) -> None:
        """Start again from nothing, after a success."""
        session.execute(sa.delete(cls).where(cls.key == key))

    @classmethod
    def _is_over(cls, window: dt.timedelta, at: dt.datetime) -> sa.ColumnElement[bool]:
        """Whether the window has passed, or the clock was ahead when it began."""
        return sa.or_(cls.since <= at - window, cls.since > at + AHEAD)

    @classmethod
    def _prune(cls, session: Session, at: dt.datetime) -> None:
        """Delete a few counters that nobody needs any more: more than were begun just now.

        Those that another transaction holds are left to the next, so that none waits.
        """
        old = sa.select(cls.key).where(cls._is_over(KEPT, at)).limit(PRUNED)
        old = old.with_for_update(skip_locked=True)
        session.execute(
            sa.delete(cls).where(cls.key.in_(old)).execution_options(synchronize_session=False)
        )


def _insert(session: Session) -> Callable[..., Any]:
    dialect = session.get_bind().dialect.name
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
