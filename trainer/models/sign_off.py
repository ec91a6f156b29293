"""SignOff: a qualified teacher has approved a card."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session

from trainer.models.base import Base, Tenant, child_of


class SignOff(Tenant, Base):
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

    title_id: Mapped[int]
    edition_id: Mapped[int]
    exercise: Mapped[str]
    revision: Mapped[int]
    signed_by: Mapped[int]
    name: Mapped[str]
    qualification: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def of(cls, session: Session, title_id: int, exercise: str, revision: int) -> SignOff | None:
        """The approval of a card as it is in that revision."""
        statement = sa.select(cls).where(
            cls.title_id == title_id, cls.exercise == exercise, cls.revision == revision
        )
        return session.scalars(statement).one_or_none()
