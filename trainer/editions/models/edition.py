"""Title, Edition and Document: what a studio teaches, published and never changed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from quizzes.changes import Revised, changes, revise
from quizzes.package import Package
from quizzes.parts import PartRef
from trainer.editions.models.part import Part, known_parts
from trainer.storage.base import Base, Bound, Tenant, child_of, one_of, parent
from trainer.storage.document_cache import BARE, CacheKey, documents


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
        material: frozenset[PartRef] = frozenset(),
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
        for each in revise(before, package.parts, material | forced):
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
            rests_on=[str(each) for each in revised.rests_on],
        )
        session.add(part)


def package(session: Session, edition_id: int, sha256: str) -> Package:
    """What an edition holds, with nothing laid over it: decoded once a process."""
    key = CacheKey(sha256, BARE, "package")
    return documents.get(key, lambda: _decoded(session, edition_id), _size)


def _decoded(session: Session, edition_id: int) -> Package:
    statement = (
        sa.select(Edition.id, Document.json)
        .join(Document, Document.sha256 == Edition.document_sha256)
        .where(Edition.id == edition_id)
    )
    return Package.from_json(session.execute(statement).one()[1])


def _size(package: Package) -> int:
    return len(package.to_json())


def package_of(session: Session, edition_id: int) -> Package:
    """What the edition of that id holds."""
    statement = sa.select(Edition.document_sha256).where(Edition.id == edition_id)
    return package(session, edition_id, session.execute(statement).scalar_one())


def _forced(session: Session, last: Edition, package: Package) -> frozenset[PartRef]:
    changed = changes(package_of(session, last.id), package)
    return frozenset(change.part for change in changed if change.forced)
