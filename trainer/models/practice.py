"""Practice: somebody did an exercise. SignOff: a qualified teacher has approved a card."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, synonym

from trainer.models.base import Base, Owned, Tenant, child_of
from trainer.models.edition import Part
from trainer.models.rests_on_part import RestsOnPart

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


class SignOff(RestsOnPart, Tenant, Base):
    """A qualified teacher of the studio has approved one revision of an exercise card.

    ``name`` and ``qualification`` are kept as they were signed.
    """

    __tablename__ = "sign_off"
    __table_args__ = (
        child_of("membership", "signed_by"),
        child_of("title"),
        child_of("edition"),
        sa.UniqueConstraint("title_id", "exercise", "revision"),
    )

    kind = "exercise"
    ref: Mapped[str] = synonym("exercise", init=False)

    title_id: Mapped[int]
    edition_id: Mapped[int]
    exercise: Mapped[str]
    revision: Mapped[int]
    signed_by: Mapped[int]
    name: Mapped[str]
    qualification: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def current(
        cls, session: Session, title_id: int, edition_id: int, exercise: str
    ) -> SignOff | None:
        """The approval of a card as that edition of its title has it, or None."""
        whose = {"title": title_id, "edition": edition_id, "exercise": exercise}
        return session.scalars(_CURRENT, whose).one_or_none()


_CURRENT = (
    sa.select(SignOff)
    .join(Part, SignOff.is_current())
    .where(
        SignOff.title_id == sa.bindparam("title"),
        SignOff.exercise == sa.bindparam("exercise"),
        Part.edition_id == sa.bindparam("edition"),
    )
)
