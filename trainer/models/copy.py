"""Copy: one printed handout, for one person. What was printed never changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.models.base import Base, Owned, Tenant, child_of, parent
from trainer.models.edition import Edition, Part, Title
from trainer.models.membership import Membership
from trainer.models.person import Person
from trainer.models.study import NEWEST

# Crockford's digits: none looks like another, in print or when it is read aloud.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 16  # 80 bits


class PrintFile(Tenant, Base):
    """The bytes of a PDF, kept under their own hash."""

    __tablename__ = "print_file"
    __table_args__ = (sa.UniqueConstraint("studio_id", "sha256"),)

    sha256: Mapped[str]
    pdf: Mapped[bytes]

    @classmethod
    def keep(cls, session: Session, pdf: bytes) -> str:
        """Keep the bytes once, and give the hash by which they are found."""
        sha256 = hashlib.sha256(pdf).hexdigest()
        # The one file of a print run of one handout is that handout.
        if session.scalar(sa.select(cls.id).where(cls.sha256 == sha256)) is None:
            session.add(cls(sha256=sha256, pdf=pdf))
        return sha256

    @classmethod
    def fetch(cls, session: Session, sha256: str) -> bytes | None:
        """The bytes with that hash, or None when they are gone."""
        return session.scalars(sa.select(cls.pdf).where(cls.sha256 == sha256)).one_or_none()


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


@dataclass(frozen=True)
class CopyRow:
    """A copy in a list."""

    id: int
    serial: str
    edition: int
    at: dt.datetime
    stale: bool
    member: str


class CopyPart(Owned, Base):
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
    revisions: dict[str, int]

    def record(
        self, session: Session, membership_id: int, named: Named, parts: Iterable[str], pdf: bytes
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

    def _shown(self, copy: Copy, part: str) -> CopyPart:
        kind, _, ref = part.partition(":")
        return CopyPart(
            membership_id=copy.membership_id,
            copy_id=copy.id,
            kind=kind,
            ref=ref,
            # An edition from before there was such a part has it in its first revision.
            revision=self.revisions.get(part, 1),
        )


class Named(NamedTuple):
    """What a copy is known by: its serial, and the code in its link."""

    serial: str
    code: str


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(_DIGITS) for _ in range(CODE_LENGTH))


def plain_code(typed: str) -> str:
    """A code as it is kept, however somebody has typed it."""
    return typed.casefold().replace("-", "").translate(_MISREAD)


# How Crockford reads what people mistake for a digit.
_MISREAD = str.maketrans("oil", "011")

# A copy is stale when a part it shows is in another revision now; a part that has gone in a minor
# way disturbs nobody.
STALE = (
    sa.select(CopyPart.id)
    .join(Title, Title.id == Copy.title_id)
    .join(Edition, sa.and_(Edition.title_id == Title.id, Edition.number == NEWEST))
    .join(
        Part,
        sa.and_(
            Part.edition_id == Edition.id, Part.kind == CopyPart.kind, Part.ref == CopyPart.ref
        ),
    )
    .where(CopyPart.copy_id == Copy.id, Part.revision != CopyPart.revision)
    .correlate(Copy)
    .exists()
)

_ROWS = (
    sa.select(Copy.id, Copy.serial, Edition.number, Copy.at, STALE.label("stale"), Person.name)
    .join(Edition, Edition.id == Copy.edition_id)
    .join(Membership, Membership.id == Copy.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .order_by(Copy.id.desc())
)


def copies_of(session: Session, title_id: int, membership_id: int) -> list[CopyRow]:
    """A member's copies of a title, the newest first."""
    mine = (Copy.title_id == title_id, Copy.membership_id == membership_id)
    return [CopyRow(*row) for row in session.execute(_ROWS.where(*mine))]
