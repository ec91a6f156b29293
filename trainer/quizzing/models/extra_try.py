"""Extra try: one more attempt at a quiz when all are used up. Plea: somebody asks for one."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Owned, child_of

BY_ITSELF = "A day has passed, and the studio gives another try then."


class Plea(Owned, Base):
    """A member asks for another try; ``number`` is how many they have used."""

    __tablename__ = "plea"
    __table_args__ = (
        child_of("membership"),
        child_of("title"),
        sa.UniqueConstraint("membership_id", "title_id", "number"),
    )

    title_id: Mapped[int]
    number: Mapped[int]
    at: Mapped[dt.datetime]


class ExtraTry(Owned, Base):
    """One more try, and why; ``number`` is how many were used then, so that there is one a time.

    ``granted_by`` is empty where the studio's rule gave it.
    """

    __tablename__ = "extra_try"
    __table_args__ = (
        child_of("membership"),
        child_of("title"),
        child_of("membership", "granted_by"),
        sa.UniqueConstraint("membership_id", "title_id", "number"),
    )

    title_id: Mapped[int]
    number: Mapped[int]
    reason: Mapped[str]
    at: Mapped[dt.datetime]
    granted_by: Mapped[int | None] = mapped_column(default=None)

    @classmethod
    def newest(cls, session: Session, membership_id: int, title_id: int) -> ExtraTry | None:
        """The last that a member was given at a title's quiz."""
        mine = (cls.membership_id == membership_id, cls.title_id == title_id)
        return session.scalars(sa.select(cls).where(*mine).order_by(cls.id.desc())).first()
