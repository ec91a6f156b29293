"""What a studio teaches now, and what one member has read of it: one query for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from quizzes.quiz import Quiz
from trainer.document_cache import BARE, CacheKey
from trainer.models.edition import Edition, Title, package
from trainer.models.part import Part
from trainer.models.reading import Reading


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
    taught = (_taught(session, row) for row in session.execute(_TAUGHT))
    return sorted(taught, key=lambda each: each.lesson.title)


def taught(session: Session, slug: str) -> Taught | None:
    """The title with that slug in its current edition, or None when there is no such title."""
    row = session.execute(_TAUGHT_ONE, {"slug": slug}).one_or_none()
    return _taught(session, row) if row else None


def studies(session: Session, membership_id: int) -> list[Study]:
    """One member's study of every title, by the name of its lesson."""
    found = session.execute(_STUDY, {"member": membership_id}).all()
    return sorted(_studies(session, found), key=lambda each: each.lesson.title)


def study(session: Session, membership_id: int, slug: str) -> Study | None:
    """One member's study of the title with that slug, or None when there is no such title."""
    found = session.execute(_STUDY_ONE, {"member": membership_id, "slug": slug}).all()
    return next(_studies(session, found), None)


def _studies(session: Session, found: Iterable[Any]) -> Iterator[Study]:
    for row, parts in groupby(found, key=lambda row: row[:5]):
        read = {ref: at for *_, ref, at in parts if at is not None}
        yield Study(_taught(session, row), read)


def _taught(session: Session, row: Any) -> Taught:
    title_id, slug, edition_id, number, document = row
    held = package(session, edition_id, document)
    return Taught(title_id, slug, edition_id, number, document, held.lesson, held.quiz)


NEWEST = (
    sa.select(sa.func.max(Edition.number))
    .where(Edition.title_id == Title.id)
    .correlate(Title)
    .scalar_subquery()
)

_TAUGHT = (
    sa.select(Title.id, Title.slug, Edition.id, Edition.number, Edition.document_sha256)
    .join(Edition, Edition.title_id == Title.id)
    .where(Edition.number == NEWEST)
)

_TAUGHT_ONE = _TAUGHT.where(Title.slug == sa.bindparam("slug"))

# A reading counts while the current edition has its section in the same revision.
_STUDY = (
    _TAUGHT.add_columns(Part.ref, Reading.at)
    .join(Part, sa.and_(Part.edition_id == Edition.id, Part.kind == "section"))
    .outerjoin(
        Reading,
        sa.and_(
            Reading.title_id == Title.id,
            Reading.section == Part.ref,
            Reading.revision == Part.revision,
            Reading.membership_id == sa.bindparam("member"),
        ),
    )
    .order_by(Title.id)
)

_STUDY_ONE = _STUDY.where(Title.slug == sa.bindparam("slug"))
