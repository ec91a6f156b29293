"""Copy: one printed handout, for one person. What was printed never changes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.parts import PartRef
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import RestsOnPart
from trainer.handouts.models.print_file import PrintFile
from trainer.storage.base import Base, Owned, Tenant, child_of, parent


class Damaged(Exception):
    """The bytes of a copy are not those that were printed: nobody is given them."""


class Copy(Owned, Base):
    """A printed handout: who it is for, which edition, and the hash of its bytes.

    ``serial`` counts without a gap in its studio and year; ``code`` is what its link carries, and
    nobody can guess it.
    """

    __tablename__ = "copy"
    __table_args__ = (
        parent(),
        child_of("membership"),
        child_of("membership", "printed_by"),
        child_of("title"),
        child_of("edition"),
        child_of("print_run"),
        sa.UniqueConstraint("studio_id", "serial"),
        sa.Index(None, "membership_id", "title_id"),
        # Whatever crashes in a print run, nobody gets two of it.
        sa.Index(
            "uq_copy_print_run_id_membership_id", "print_run_id", "membership_id", unique=True
        ),
    )

    title_id: Mapped[int]
    edition_id: Mapped[int]
    serial: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    printed_by: Mapped[int]
    at: Mapped[dt.datetime]
    print_run_id: Mapped[int | None] = mapped_column(default=None)

    def whole(self, session: Session) -> bytes | None:
        """The same bytes every time; None when they are gone."""
        pdf = PrintFile.fetch(session, self.sha256)
        if pdf is not None and hashlib.sha256(pdf).hexdigest() != self.sha256:
            raise Damaged(f"copy {self.serial}")
        return pdf


class CopyPart(RestsOnPart, Owned, Base):
    """A part of the edition that a copy shows, in the revision it was printed in."""

    __tablename__ = "copy_part"
    __table_args__ = (
        child_of("membership"),
        child_of("copy"),
        sa.UniqueConstraint("copy_id", "kind", "ref"),
    )

    copy_id: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str]
    revision: Mapped[int]

    @classmethod
    def is_stale(cls, part: type[Part] = Part) -> sa.ColumnElement[bool]:
        """Whether that is its part, which changed or was taken out materially: paper shows it."""
        return sa.and_(cls.is_of(part), part.revision != cls.revision)


class Sighting(Tenant, Base):
    """Somebody opened the link of a copy: when, and nothing about whom."""

    __tablename__ = "sighting"
    __table_args__ = (child_of("copy"), sa.Index(None, "copy_id"))

    copy_id: Mapped[int]
    at: Mapped[dt.datetime]


@dataclass(frozen=True)
class Issue:
    """What copies that are recorded together share; ``revisions`` are those of the edition's parts.

    ``parts`` are named as "kind:ref".
    """

    title_id: int
    edition_id: int
    printed_by: int
    at: dt.datetime
    print_run_id: int | None
    revisions: dict[PartRef, int]

    def record(
        self,
        session: Session,
        membership_id: int,
        named: CopyNumber,
        parts: Iterable[PartRef],
        pdf: bytes,
    ) -> Copy:
        """Record one copy for a member, with the parts it shows."""
        copy = Copy(
            membership_id=membership_id,
            title_id=self.title_id,
            edition_id=self.edition_id,
            serial=named.serial,
            code=named.code,
            sha256=PrintFile.keep(session, pdf),
            printed_by=self.printed_by,
            print_run_id=self.print_run_id,
            at=self.at,
        )
        session.add(copy)
        session.flush()
        session.add_all(self._shown(copy, part) for part in parts)
        session.flush()
        return copy

    def _shown(self, copy: Copy, part: PartRef) -> CopyPart:
        return CopyPart(
            membership_id=copy.membership_id,
            copy_id=copy.id,
            kind=part.kind,
            ref=part.ref,
            # An edition from before there was such a part has it in its first revision.
            revision=self.revisions.get(part, 1),
        )


class CopyNumber(NamedTuple):
    """What a copy is known by: its serial, and the code in its link."""

    serial: str
    code: str
