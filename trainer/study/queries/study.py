"""What a studio teaches now, and what one member has read of it: one query for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.editions.queries.current import CURRENT, CurrentEdition, TitleRow, as_current
from trainer.study.models.reading import Reading


@dataclass(frozen=True)
class Study:
    """What is taught, and which of its sections one member has read, by ref, and when."""

    taught: CurrentEdition
    read: dict[str, dt.datetime]

    @property
    def lesson(self) -> Lesson:
        """The lesson that is studied."""
        return self.taught.lesson


def studies(session: Session, membership_id: int) -> list[Study]:
    """One member's study of every title, by the name of its lesson."""
    found = session.execute(_STUDY, {"member": membership_id})
    return sorted(_studies(session, found), key=lambda each: each.lesson.title)


def study(session: Session, membership_id: int, slug: str) -> Study | None:
    """One member's study of the title with that slug, or None when there is no such title."""
    found = session.execute(_STUDY_ONE, {"member": membership_id, "slug": slug})
    return next(_studies(session, found), None)


def _studies(session: Session, found: sa.Result[*tuple[Any, ...]]) -> Iterator[Study]:
    """Rows of a title and one of its sections, title by title."""
    for _, of_title in groupby(found.mappings(), key=lambda row: row["title_id"]):
        sections = [dict(row) for row in of_title]
        read = {row.pop("ref"): row.pop("at") for row in sections}
        taught = as_current(session, TitleRow(**sections[0]))
        yield Study(taught, {ref: at for ref, at in read.items() if at is not None})


# Every section, and when the member read it as it is now; a section that was removed is never read.
_STUDY = (
    CURRENT.add_columns(Part.ref, Reading.at)
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
