"""Delta: what a member has to look at again in a title, since it changed materially."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from quizzes.parts import PartRef
from trainer.debate.models.stance import Phase, Stance
from trainer.editions.models.edition import Edition
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import EDITIONS
from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.queries.quiz_cell import QuizPass
from trainer.storage.base import rows_as
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading


@dataclass(frozen=True)
class ChangedPart:
    """One part to look at again, with the edition and the moment in which it changed."""

    ref: str
    name: str
    edition: int
    at: dt.datetime


@dataclass(frozen=True)
class Delta:
    """What to look at again, by kind, in the order of the lesson and its quiz."""

    sections: tuple[ChangedPart, ...] = ()
    exercises: tuple[ChangedPart, ...] = ()
    rows: tuple[ChangedPart, ...] = ()
    questions: tuple[ChangedPart, ...] = ()

    @property
    def count(self) -> int:
        """How much there is of it."""
        parts = (self.sections, self.exercises, self.rows, self.questions)
        return sum(len(each) for each in parts)


def delta(
    session: Session, taught: CurrentEdition, membership_id: int, quiz_pass: QuizPass | None
) -> Delta:
    """One member's delta in one title, in whose quiz they have that pass: one query."""
    passes = {taught.title_id: quiz_pass}
    return deltas(session, [taught], membership_id, passes)[taught.title_id]


def deltas(
    session: Session,
    titles: Sequence[CurrentEdition],
    membership_id: int,
    passes: Mapping[int, QuizPass | None],
) -> dict[int, Delta]:
    """The same in several titles at once: one query."""
    asked = {
        "member": membership_id,
        "editions": [each.edition_id for each in titles],
        "questions": [
            (title, ref) for title, each in passes.items() if each for ref in each.to_answer_again
        ],
    }
    found: defaultdict[int, dict[PartRef, _Changed]] = defaultdict(dict)
    for changed in rows_as(_Changed, session.execute(_CHANGED, asked)):
        found[changed.title_id][PartRef(changed.kind, changed.ref)] = changed
    return {each.title_id: _delta(each, found[each.title_id]) for each in titles}


class _Changed(NamedTuple):
    """A part to look at again, and the first edition that had it in the revision it has now."""

    title_id: int
    kind: str
    ref: str
    edition: int
    at: dt.datetime


def _delta(taught: CurrentEdition, changed: Mapping[PartRef, _Changed]) -> Delta:
    lesson, quiz = taught.lesson, taught.quiz
    questions = quiz.live if quiz else ()

    def again(kind: str, named: Iterable[tuple[str, str]]) -> tuple[ChangedPart, ...]:
        there = ((changed.get(PartRef(kind, ref)), name) for ref, name in named)
        return tuple(
            ChangedPart(each.ref, name, each.edition, each.at) for each, name in there if each
        )

    return Delta(
        sections=again("section", ((each.ref, each.title) for each in lesson.sections)),
        exercises=again("exercise", ((each.ref, each.name) for each in lesson.exercises)),
        rows=again("docket_row", ((each.ref, each.title) for each in lesson.docket)),
        questions=again("question", ((each.ref, each.stem) for each in questions)),
    )


def _is_stale(
    record: type[Reading] | type[Practice] | type[Stance], *finished: sa.ColumnElement[bool]
) -> sa.ColumnElement[bool]:
    """Whether a member finished the part in an older revision, and has not in the one it has."""
    mine = sa.exists().where(
        record.membership_id == sa.bindparam("member"),
        record.title_id == Edition.title_id,
        *finished,
    )
    return sa.and_(mine.where(record.is_stale()), ~mine.where(record.is_current()))


# The parts of the editions that are taught; beside each, ``_then``, all editions of its title that
# had it as it is now: the first of them is when it changed.
_then, _earlier = aliased(Part), aliased(Edition)
_CHANGED = (
    sa.select(
        Edition.title_id,
        Part.kind,
        Part.ref,
        sa.func.min(_earlier.number).label("edition"),
        sa.func.min(_earlier.at, type_=Edition.at.type).label("at"),
    )
    .join(Edition, Edition.id == Part.edition_id)
    .join(_earlier, _earlier.title_id == Edition.title_id)
    .join(
        _then,
        sa.and_(
            _then.edition_id == _earlier.id,
            _then.kind == Part.kind,
            _then.ref == Part.ref,
            _then.revision == Part.revision,
        ),
    )
    .where(
        Edition.id.in_(EDITIONS),
        sa.or_(
            _is_stale(Reading),
            _is_stale(Practice),
            _is_stale(Stance, Stance.phase == Phase.SECOND),
            sa.and_(
                Part.kind == "question",
                sa.tuple_(Edition.title_id, Part.ref).in_(
                    sa.bindparam("questions", expanding=True)
                ),
            ),
        ),
    )
    .group_by(Edition.title_id, Part.kind, Part.ref)
)
