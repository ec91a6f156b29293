"""Title, Edition, Part and Document: what a studio teaches, published and never changed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.changes import Key, Known, Revised, changes, revise
from quizzes.package import Package
from trainer.models.base import Base, Bound, Tenant, child_of, one_of, parent


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
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """What an edition of the studio holds."""
        of = cls.metadata.tables["edition"].c
        return cls.sha256.in_(sa.select(of.document_sha256).where(of.studio_id == studio))

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
        self,
        session: Session,
        package: Package,
        at: dt.datetime,
        by: int | None = None,
        material: frozenset[Key] = frozenset(),
    ) -> Edition:
        """Make the next edition from a package whose document is kept, part by part.

        The session is the studio's own.

        What is not among the ``material`` parts has changed in a minor way and keeps its revision,
        unless it never can: that is material unnamed. When the newest edition holds this document
        already, it is given back and nothing is made.
        """
        last = self.newest(session)
        if last and last.document_sha256 == package.sha256:
            return last
        edition = Edition(
            title_id=self.id,
            number=last.number + 1 if last else 1,
            document_sha256=package.sha256,
            at=at,
            published_by=by,
        )
        session.add(edition)
        session.flush()
        before = known_parts(session, last.id) if last else {}
        forced = _forced(session, last, package) if last else frozenset()
        for each in revise(before, package.parts(), material | forced):
            edition.add_part(session, each)
        session.flush()
        return edition

    def newest(self, session: Session) -> Edition | None:
        """The edition that is taught, or None while there is none."""
        newest = sa.select(Edition).where(Edition.title_id == self.id)
        return session.scalars(newest.order_by(Edition.number.desc()).limit(1)).one_or_none()


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

    def add_part(self, session: Session, revised: Revised) -> None:
        """Add one part, as it is in this edition."""
        part = Part(
            edition_id=self.id,
            kind=revised.kind,
            ref=revised.ref,
            revision=revised.revision,
            digest=revised.digest,
            rests_on=list(revised.rests_on),
        )
        session.add(part)


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


def _forced(session: Session, last: Edition, package: Package) -> frozenset[Key]:
    changed = changes(package_of(session, last.id), package)
    return frozenset(change.key for change in changed if change.forced)


def part_revision(session: Session, edition_id: int, kind: str, ref: str) -> int:
    """The revision that a part has in an edition."""
    statement = sa.select(Part.revision).where(
        Part.edition_id == edition_id, Part.kind == kind, Part.ref == ref
    )
    return session.execute(statement).scalar_one()


def known_parts(session: Session, edition_id: int) -> dict[Key, Known]:
    """The parts of an edition, as the next one needs to know them."""
    found = session.scalars(sa.select(Part).where(Part.edition_id == edition_id))
    return {
        (part.kind, part.ref): Known(part.revision, part.digest, tuple(part.rests_on))
        for part in found
    }


def part_revisions(session: Session, edition_id: int) -> dict[str, int]:
    """The revision of every part of an edition, by "kind:ref"."""
    statement = sa.select(Part.kind, Part.ref, Part.revision).where(Part.edition_id == edition_id)
    return {f"{kind}:{ref}": revision for kind, ref, revision in session.execute(statement)}


# A process meets as many documents as its studios have editions in use: few, and small.
_packages: dict[str, Package] = {}


class Part(Tenant, Base):
    """One part of an edition, so that "who read this, in which revision" is a join.

    ``revision`` counts up when the part, or anything that it rests on, changes materially;
    ``digest`` is the hash of its words, and empty once it is removed; ``rests_on`` names the parts
    it depends on, as "kind:ref".
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
