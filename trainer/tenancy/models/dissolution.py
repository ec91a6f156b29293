"""Dissolution: a studio is taken down with all that it has."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound


class Dissolution(Base):
    """While there is one, the rows of that studio's ledger may be deleted, and never else."""

    __tablename__ = "dissolution"
    studio_key: ClassVar[str | None] = "id"

    id: Mapped[int] = mapped_column(
        sa.ForeignKey("studio.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[dt.datetime]

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """A studio's own."""
        return cls.id == studio

    @classmethod
    def begin(cls, session: Session, studio_id: int, at: dt.datetime) -> None:
        """Let its ledger be deleted from here on, in this transaction; it ends with the studio."""
        session.add(cls(id=studio_id, at=at))
        session.flush()
