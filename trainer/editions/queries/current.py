"""What a studio teaches: each title in its current edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from quizzes.package import Package
from quizzes.quiz import Quiz
from trainer.editions.models.edition import Edition, Title, package
from trainer.storage.base import rows_as
from trainer.storage.document_cache import BARE, CacheKey


@dataclass(frozen=True)
class CurrentEdition:
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
    def of(cls, edition: Edition, held: Package, slug: str = "") -> CurrentEdition:
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


def current_editions(session: Session) -> list[CurrentEdition]:
    """Every title of the studio in its current edition, by the name of its lesson."""
    found = (as_current(session, row) for row in rows_as(TitleRow, session.execute(CURRENT)))
    return sorted(found, key=lambda each: each.lesson.title)


def current_edition(session: Session, slug: str) -> CurrentEdition | None:
    """The title with that slug in its current edition, or None when there is no such title."""
    row = next(rows_as(TitleRow, session.execute(_CURRENT_ONE, {"slug": slug})), None)
    return as_current(session, row) if row else None


class TitleRow(NamedTuple):
    """A title and the edition that is taught."""

    title_id: int
    slug: str
    edition_id: int
    edition: int
    document: str


def as_current(session: Session, row: TitleRow) -> CurrentEdition:
    """That title, with what its edition holds."""
    held = package(session, row.edition_id, row.document)
    return CurrentEdition(**row._asdict(), lesson=held.lesson, quiz=held.quiz)


NEWEST = (
    sa.select(sa.func.max(Edition.number))
    .where(Edition.title_id == Title.id)
    .correlate(Title)
    .scalar_subquery()
)


CURRENT = (
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


_CURRENT_ONE = CURRENT.where(Title.slug == sa.bindparam("slug"))
