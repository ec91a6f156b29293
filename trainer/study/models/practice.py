"""Practice: somebody did an exercise."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, synonym

from trainer.editions.models.rests_on_part import RestsOnPart
from trainer.storage.base import Base, Owned, child_of

EASE = range(11)


class Practice(RestsOnPart, Owned, Base):
    """One time that a member did an exercise: ease from 0 to 10 before and after, and words."""

    __tablename__ = "practice"
    __table_args__ = (
        child_of("membership"),
        child_of("title"),
        child_of("edition"),
        sa.Index(None, "membership_id", "title_id", "exercise"),
        sa.CheckConstraint("ease_before BETWEEN 0 AND 10", name="ease_before"),
        sa.CheckConstraint("ease_after BETWEEN 0 AND 10", name="ease_after"),
    )

    kind = "exercise"
    ref: Mapped[str] = synonym("exercise", init=False)

    title_id: Mapped[int]
    edition_id: Mapped[int]
    exercise: Mapped[str]
    revision: Mapped[int]
    ease_before: Mapped[int]
    ease_after: Mapped[int]
    words: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def of(
        cls, session: Session, membership_id: int, title_id: int, exercise: str | None = None
    ) -> list[Practice]:
        """A member's practices of a title, the newest first."""
        statement = sa.select(cls).where(
            cls.membership_id == membership_id, cls.title_id == title_id
        )
        if exercise is not None:
            statement = statement.where(cls.exercise == exercise)
        return list(session.scalars(statement.order_by(cls.at.desc(), cls.id.desc())))
