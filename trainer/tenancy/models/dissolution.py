"""Dissolution: a studio is taken down with all that it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound


class Dissolution(Base):
    """While there is one, the rows of that studio's ledger may be deleted, and never else."""

    __tablename__ = "dissolution"
    studio_key: ClassVar[str | None] = "id"

    id: Mapped[int] = mapped_column(sa.ForeignKey("studio.id"), primary_key=True)
    at: Mapped[dt.datetime]

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """A studio's own."""
        return cls.id == studio

    @classmethod
    @contextmanager
    def under_way(cls, session: Session, studio_id: int, at: dt.datetime) -> Iterator[None]:
        """Delete what the studio has within this, in one transaction; the studio itself after."""
        session.add(cls(id=studio_id, at=at))
        session.flush()
        yield
        session.execute(sa.delete(cls).where(cls.id == studio_id))
