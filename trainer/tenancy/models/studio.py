"""Studio, its Locations and its Logo."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Bound, Tenant, one_of, parent

SAGE = "#3c6a5a"


class Paper(StrEnum):
    """The paper a studio prints on."""

    A4 = "A4"
    LETTER = "Letter"


class Studio(Base):
    """A Pilates studio: the tenant. ``slug`` is its place in every URL.

    ``tries_by_itself``: whoever has no try at a quiz left gets another after a day.
    """

    __tablename__ = "studio"
    __table_args__ = (one_of("paper", Paper),)
    studio_key: ClassVar[str | None] = "id"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    colour: Mapped[str] = mapped_column(default=SAGE)
    paper: Mapped[str] = mapped_column(default=Paper.A4)
    time_zone: Mapped[str] = mapped_column(default="Europe/London")
    locale: Mapped[str] = mapped_column(default="en-GB")
    logo_sha256: Mapped[str | None] = mapped_column(default=None)
    tries_by_itself: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """Itself."""
        return cls.id == studio

    @classmethod
    def take_turn(cls, session: Session, studio_id: int) -> None:
        """Wait for whoever decides something about the studio, and make the next one wait.

        What is then read is so until the transaction ends: a name is free, a location is there.
        """
        statement = sa.select(cls.id).where(cls.id == studio_id)
        session.execute(statement.with_for_update(key_share=True))


class Location(Tenant, Base):
    """A place where a studio teaches."""

    __tablename__ = "location"
    __table_args__ = (parent(), sa.UniqueConstraint("studio_id", "name"))

    name: Mapped[str]


class Logo(Tenant, Base):
    """A studio's logo as we encoded it: PNG, at most 512 px a side; a new one is a new row."""

    __tablename__ = "logo"
    __table_args__ = (sa.UniqueConstraint("studio_id", "sha256"),)

    sha256: Mapped[str]
    png: Mapped[bytes]

    @classmethod
    def keep(cls, session: Session, png: bytes) -> str:
        """Keep the picture once, and give the hash by which it is found."""
        sha256 = hashlib.sha256(png).hexdigest()
        if cls.fetch(session, sha256) is None:
            session.add(cls(sha256=sha256, png=png))
        return sha256

    @classmethod
    def fetch(cls, session: Session, sha256: str | None) -> bytes | None:
        """The picture with that hash, or None when there is none."""
        return session.scalars(sa.select(cls.png).where(cls.sha256 == sha256)).one_or_none()
