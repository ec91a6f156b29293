"""What a studio teaches now, and what one member has read of it: one query for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from quizzes.package import Package
from quizzes.quiz import Quiz
from trainer.editions.models.edition import Edition, Title, package
from trainer.editions.models.part import Part
from trainer.storage.base import rows_as
from trainer.storage.document_cache import BARE, CacheKey
from trainer.study.models.reading import Reading


@dataclass(frozen=True)
class Taught:
    """A title in its current edition, with the lesson and the quiz that it holds.

    ``overlay`` is the version of what is laid over the edition when it is shown: nothing, so far.
    """

    title_id: int
    slug: str
    edition_id: int
    edition: int
    document: str
    lesson: Lesson
    quiz: Quiz | None
    overlay: str = BARE

    def kept_as(self, what: str) -> CacheKey:
        """Under what something is kept that is made of the edition, and of what lies over it."""
        return CacheKey(self.document, self.overlay, what)

    @classmethod
    def of(cls, edition: Edition, held: Package, slug: str = "") -> Taught:
        """A title as it is in an edition, which holds that package."""
        return cls(
            title_id=edition.title_id,
            slug=slug,
            edition_id=edition.id,
            edition=edition.number,
            document=edition.document_sha256,
            lesson=held.lesson,
            quiz=held.quiz,
        )


@dataclass(frozen=True)
class Study:
    """What is taught, and which of its sections one member has read, by ref, and when."""

    taught: Taught
    read: dict[str, dt.datetime]

    @property
    def lesson(self) -> Lesson:
        """The lesson that is studied."""
        return self.taught.lesson


def everything_taught(session: Session) -> list[Taught]:
    """Every title of the studio in its current edition, by the name of its lesson."""
    taught = (_taught(session, row) for row in rows_as(_Held, session.execute(_TAUGHT)))
    return sorted(taught, key=lambda each: each.lesson.title)


def taught(session: Session, slug: str) -> Taught | None:
    """The title with that slug in its current edition, or None when there is no such title."""
    row = next(rows_as(_Held, session.execute(_TAUGHT_ONE, {"slug": slug})), None)
    return _taught(session, row) if row else None


def studies(session: Session, membership_id: int) -> list[Study]:
    """One member's study of every title, by the name of its lesson."""
    found = session.execute(_STUDY, {"member": membership_id})
    return sorted(_studies(session, found), key=lambda each: each.lesson.title)


def study(session: Session, membership_id: int, slug: str) -> Study | None:
    """One member's study of the title with that slug, or None when there is no such title."""
    found = session.execute(_STUDY_ONE, {"member": membership_id, "slug": slug})
    return next(_studies(session, found), None)


class _Held(NamedTuple):
    """A title and the edition that is taught."""

    title_id: int
    slug: str
    edition_id: int
    edition: int
    document: str


def _studies(session: Session, found: sa.Result[*tuple[Any, ...]]) -> Iterator[Study]:
    """Rows of a title and one of its sections, title by title."""
    for _, of_title in groupby(found.mappings(), key=lambda row: row["title_id"]):
        sections = [dict(row) for row in of_title]
        read = {row.pop("ref"): row.pop("at") for row in sections}
        taught = _taught(session, _Held(**sections[0]))
        yield Study(taught, {ref: at for ref, at in read.items() if at is not None})


def _taught(session: Session, row: _Held) -> Taught:
    held = package(session, row.edition_id, row.document)
    return Taught(**row._asdict(), lesson=held.lesson, quiz=held.quiz)


NEWEST = (
    sa.select(sa.func.max(Edition.number))
    .where(Edition.title_id == Title.id)
    .correlate(Title)
    .scalar_subquery()
)

_TAUGHT = (
    sa.select(
        Title.id.label("title_id"),
        Title.slug,
        Edition.id.label("edition_id"),
        Edition.number.label("edition"),
        Edition.document_sha256.label("document"),
    )
    .join(Edition, Edition.title_id == Title.id)
    .where(Edition.number == NEWEST)
)

_TAUGHT_ONE = _TAUGHT.where(Title.slug == sa.bindparam("slug"))

# Every section, and when the member read it as it is now; a section that was removed is never read.
_STUDY = (
    _TAUGHT.add_columns(Part.ref, Reading.at)
    .join(Part, sa.and_(Part.edition_id == Edition.id, Part.kind == "section"))
    .outerjoin(
        Reading,
        sa.and_(
            Reading.title_id == Title.id,
            Reading.is_current(),
            Reading.membership_id == sa.bindparam("member"),
        ),
    )
    .order_by(Title.id)
)

_STUDY_ONE = _STUDY.where(Title.slug == sa.bindparam("slug"))
