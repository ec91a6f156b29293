"""Title, Edition, Part and Document: what a studio teaches, published and never changed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.package import Package
from trainer.models.base import Base, Tenant, child_of, one_of, parent


class Origin(StrEnum):
    """Where a title came from."""

    SHIPPED = "shipped"
    IMPORTED = "imported"
    WRITTEN = "written"


class Document(Base):
    """The bytes of a package, kept once for all studios under their own hash."""

    __tablename__ = "document"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    json: Mapped[bytes]

    @classmethod
    def keep(cls, session: Session, package: Package) -> None:
        """Keep the bytes of a package, if they are not kept yet."""
        if session.get(cls, package.sha256) is None:
            session.add(cls(sha256=package.sha256, json=package.to_json()))
            session.flush()


class Title(Tenant, Base):
    """A lesson as one studio teaches it, through all its editions."""

    __tablename__ = "title"
    __table_args__ = (
        parent(),
        sa.UniqueConstraint("studio_id", "slug"),
        one_of("origin", Origin),
    )

    slug: Mapped[str]
    origin: Mapped[str]
    upstream: Mapped[str | None] = mapped_column(default=None)

    def publish(
        self, session: Session, package: Package, at: dt.datetime, by: int | None = None
    ) -> Edition:
        """Make the first edition from a package whose document is kept, part by part."""
        edition = Edition(
            title_id=self.id,
            number=1,
            document_sha256=package.sha256,
            at=at,
            published_by=by,
        )
        edition.studio_id = self.studio_id
        session.add(edition)
        session.flush()
        for each in package.parts():
            part = Part(
                edition_id=edition.id,
                kind=each.kind,
                ref=each.ref,
                revision=1,
                digest=each.digest,
                rests_on=list(each.rests_on),
            )
            part.studio_id = self.studio_id
            session.add(part)
        session.flush()
        return edition


class Edition(Tenant, Base):
    """One published state of a title. ``published_by`` is empty for what is shipped."""

    __tablename__ = "edition"
    __table_args__ = (
        parent(),
        child_of("title"),
        child_of("membership", "published_by"),
        sa.UniqueConstraint("title_id", "number"),
    )

    title_id: Mapped[int]
    number: Mapped[int]
    document_sha256: Mapped[str] = mapped_column(sa.ForeignKey("document.sha256"))
    at: Mapped[dt.datetime]
    published_by: Mapped[int | None] = mapped_column(default=None)


def package(session: Session, edition_id: int, sha256: str) -> Package:
    """What an edition holds: decoded once a process, for its bytes never change."""
    if sha256 not in _packages:
        json = session.execute(
            sa.select(Edition.id, Document.json)
            .join(Document, Document.sha256 == Edition.document_sha256)
            .where(Edition.id == edition_id)
        ).one()[1]
        _packages[sha256] = Package.from_json(json)
    return _packages[sha256]


def package_of(session: Session, edition_id: int) -> Package:
    """What the edition of that id holds."""
    statement = sa.select(Edition.document_sha256).where(Edition.id == edition_id)
    return package(session, edition_id, session.execute(statement).scalar_one())


def part_revision(session: Session, edition_id: int, kind: str, ref: str) -> int:
    """The revision that a part has in an edition."""
    statement = sa.select(Part.revision).where(
        Part.edition_id == edition_id, Part.kind == kind, Part.ref == ref
    )
    return session.execute(statement).scalar_one()


# A process meets as many documents as its studios have editions in use: few, and small.
_packages: dict[str, Package] = {}


class Part(Tenant, Base):
    """One part of an edition, so that "who read this, in which revision" is a join.

    ``revision`` counts up only when the part changes materially; ``digest`` is the hash of its
    words; ``rests_on`` names the parts it depends on, as "kind:ref".
    """

    __tablename__ = "part"
    __table_args__ = (
        child_of("edition"),
        sa.UniqueConstraint("edition_id", "kind", "ref"),
    )

    edition_id: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str]
    revision: Mapped[int]
    digest: Mapped[str]
    rests_on: Mapped[list[str]] = mapped_column(default_factory=list)
