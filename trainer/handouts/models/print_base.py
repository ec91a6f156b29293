"""PrintBase: what copies of one kind have in common, laid out once; it says nothing of a person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.parts import PartRef
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import RestsOnPart
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_file import PrintFile
from trainer.storage.base import Base, Tenant, child_of, one_of, parent


class PrintBase(Tenant, Base):
    """What an edition prints as one kind, with the same rows open; recorded once it is laid out.

    ``key`` is the hash of what it was ordered with. ``sha256`` names its bytes, and ``frame`` says
    where a copy's strip goes in them; neither is there where each copy is a whole file by itself.
    ``preview`` is a picture of its first page, a PNG.
    """

    __tablename__ = "print_base"
    __table_args__ = (
        parent(),
        child_of("title"),
        child_of("edition"),
        one_of("kind", Kind),
        sa.UniqueConstraint("studio_id", "key"),
    )

    title_id: Mapped[int]
    edition_id: Mapped[int]
    kind: Mapped[str]
    key: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(default=None)
    frame: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True), default=None)
    preview: Mapped[bytes | None] = mapped_column(default=None, deferred=True)

    @classmethod
    def find(cls, session: Session, key: str) -> PrintBase | None:
        """The base with that key, if it has been laid out before."""
        return session.scalars(sa.select(cls).where(cls.key == key)).one_or_none()

    def record(self, session: Session, parts: Mapping[PartRef, int]) -> PrintBase:
        """Record it with the parts that it shows, each in its revision."""
        session.add(self)
        session.flush()
        session.add_all(
            BasePart(print_base_id=self.id, kind=part.kind, ref=part.ref, revision=revision)
            for part, revision in parts.items()
        )
        session.flush()
        return self

    def pdf(self, session: Session) -> bytes | None:
        """Its bytes: none where it has none of its own, None when they are gone."""
        return b"" if self.sha256 is None else PrintFile.fetch(session, self.sha256)


class BasePart(RestsOnPart, Tenant, Base):
    """A part of the edition that a base shows, in the revision it was laid out in."""

    __tablename__ = "base_part"
    __table_args__ = (
        child_of("print_base"),
        sa.UniqueConstraint("print_base_id", "kind", "ref"),
    )

    print_base_id: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str]
    revision: Mapped[int]

    @classmethod
    def is_stale(cls, part: type[Part] = Part) -> sa.ColumnElement[bool]:
        """Whether that is its part, which changed or was taken out materially: paper shows it."""
        return sa.and_(cls.is_of(part), part.revision != cls.revision)


@dataclass(frozen=True)
class Ground:
    """What a copy stands on that is a whole file by itself: an edition, a kind, and its parts."""

    title_id: int
    edition_id: int
    kind: Kind
    parts: Mapping[PartRef, int]

    @property
    def key(self) -> str:
        """The same for copies that show the same."""
        shown = sorted([str(part), revision] for part, revision in self.parts.items())
        said = json.dumps(["whole", self.edition_id, self.kind, shown])
        return hashlib.sha256(said.encode()).hexdigest()

    def base(self, session: Session) -> PrintBase:
        """The base without bytes of its own, kept once."""
        base = PrintBase(
            title_id=self.title_id, edition_id=self.edition_id, kind=self.kind, key=self.key
        )
        return PrintBase.find(session, self.key) or base.record(session, self.parts)
