"""Completions: what members have done of titles, for one of them or for all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.debate.models.stance import Phase, Stance
from trainer.editions.models.edition import Edition
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import in_editions
from trainer.editions.queries.current import CurrentEdition
from trainer.progress.completion import Completion, PartsCell
from trainer.quizzing.queries.passes import Of, quiz_cells, untried
from trainer.quizzing.queries.quiz_cell import QuizCell
from trainer.storage.base import rows_as
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading


class _Count(NamedTuple):
    """Of one member in one title: parts done as they are now, ever done, and begun as they are."""

    membership_id: int
    title_id: int
    done: int
    ever: int
    begun: int
    last_at: dt.datetime | None


_Counts = Mapping[Of, _Count]
_Learned = type[Reading] | type[Practice] | type[Stance]


@dataclass(frozen=True)
class Completions:
    """What was counted; of whoever is in none of these, nothing was."""

    read: _Counts
    practised: _Counts
    argued: _Counts
    quiz: Mapping[Of, QuizCell]

    def of(self, membership_id: int, title: CurrentEdition) -> Completion:
        """What that member has done of that title."""
        of, lesson = (membership_id, title.title_id), title.lesson
        return Completion(
            read=_cell(self.read.get(of), len(lesson.sections)),
            practised=_cell(self.practised.get(of), len(lesson.exercises)),
            argued=_cell(self.argued.get(of), len(lesson.docket)),
            quiz=self.quiz.get(of, untried(title)) if title.quiz else None,
        )


def completions(
    session: Session, titles: Sequence[CurrentEdition], member: int | None = None
) -> Completions:
    """What one member, or everybody, has done of those titles as they are now: five queries."""
    return Completions(
        read=_counts(session, Reading, titles, member),
        practised=_counts(session, Practice, titles, member),
        argued=_counts(session, Stance, titles, member),
        quiz=quiz_cells(session, titles, member),
    )


def read_cells(
    session: Session, titles: Sequence[CurrentEdition], member: int | None = None
) -> dict[Of, PartsCell]:
    """The reading alone, of whoever has read: one query."""
    total = {each.title_id: len(each.lesson.sections) for each in titles}
    found = _counts(session, Reading, titles, member)
    return {of: _cell(count, total[of[1]]) for of, count in found.items()}


def _counts(
    session: Session, record: _Learned, titles: Sequence[CurrentEdition], member: int | None
) -> _Counts:
    statement = (_OF_ALL if member is None else _OF_ONE)[record]
    asked: dict[str, Any] = {"editions": [each.edition_id for each in titles]}
    asked |= {} if member is None else {"member": member}
    found = rows_as(_Count, session.execute(statement, asked))
    return {(count.membership_id, count.title_id): count for count in found}


def _cell(count: _Count | None, total: int) -> PartsCell:
    if count is None:
        return PartsCell(total)
    return PartsCell(
        total,
        done=count.done,
        older=count.ever - count.done,
        begun=count.begun,
        last_at=count.last_at,
    )


def _counting(record: _Learned, is_finished: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Count the parts of the current editions that members have records of.

    From the records, not from the parts: a studio has many members who have done little. A part
    counts once, however often it was done, so all three counts are of different refs.
    """
    is_current = record.is_current()
    is_done = sa.and_(is_current, is_finished)
    return (
        sa.select(
            record.membership_id,
            record.title_id,
            sa.func.count(sa.distinct(sa.case((is_done, record.ref)))).label("done"),
            sa.func.count(sa.distinct(sa.case((is_finished, record.ref)))).label("ever"),
            sa.func.count(sa.distinct(sa.case((is_current, record.ref)))).label("begun"),
            sa.func.max(sa.case((is_done, record.at)), type_=record.at.type).label("last_at"),
        )
        .join(Edition, in_editions(record.title_id))
        .join(Part, sa.and_(Part.edition_id == Edition.id, record.is_taught()))
        .group_by(record.membership_id, record.title_id)
    )


# A sentence is argued once its second stance is taken.
_OF_ALL: dict[_Learned, sa.Select[*tuple[Any, ...]]] = {
    Reading: _counting(Reading, sa.true()),
    Practice: _counting(Practice, sa.true()),
    Stance: _counting(Stance, Stance.phase == Phase.SECOND),
}
_OF_ONE = {
    record: statement.where(record.membership_id == sa.bindparam("member"))
    for record, statement in _OF_ALL.items()
}
