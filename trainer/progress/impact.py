"""Impact: how much of what was recorded an edition makes stale that held under the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from trainer.debate.models.stance import Stance
from trainer.editions.models.part import Part
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.models.copy import IS_HELD, Copy
from trainer.handouts.models.print_base import BasePart
from trainer.quizzing.models.attempt import Attempt
from trainer.quizzing.models.result import Result
from trainer.quizzing.queries.passes import marking, marks_otherwise
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading

_Learned = type[Reading] | type[Practice] | type[Stance]


@dataclass(frozen=True)
class Impact:
    """How many records of each kind have become stale."""

    readings: int
    practices: int
    stances: int
    passes: int
    copies: int


def impact(session: Session, before: CurrentEdition, after: CurrentEdition) -> Impact:
    """What is stale under the later of two editions, and was not under the other: a query each."""
    asked = {"before": before.edition_id, "after": after.edition_id, "title": after.title_id}
    for which, taught in (("before_", before), ("after_", after)):
        asked |= {f"{which}{name}": of for name, of in marking([taught]).items()}
    found = {
        name: session.execute(statement, asked).scalar_one()
        for name, statement in _STATEMENTS.items()
    }
    return Impact(**found)


def _has_become(
    record: _Learned | type[Attempt] | type[Copy], is_stale: Callable[[str], sa.Exists]
) -> sa.Select[int]:
    """Count the records of a title that ``is_stale`` finds now, and did not find before."""
    return sa.select(sa.func.count(record.id)).where(
        record.title_id == sa.bindparam("title"), is_stale("after"), ~is_stale("before")
    )


def _of_part(record: _Learned) -> sa.Select[int]:
    def is_stale(which: str) -> sa.Exists:
        part = aliased(Part)
        return sa.exists().where(part.edition_id == sa.bindparam(which), record.is_stale(part))

    return _has_become(record, is_stale)


def _copy_is_stale(which: str) -> sa.Exists:
    part, shown = aliased(Part), aliased(BasePart)
    return sa.exists().where(
        shown.print_base_id == Copy.print_base_id,
        part.edition_id == sa.bindparam(which),
        shown.is_stale(part),
    )


def _pass_is_stale(which: str) -> sa.Exists:
    then, now = aliased(Part), aliased(Part)
    return sa.exists().where(
        then.edition_id == Attempt.edition_id,
        now.edition_id == sa.bindparam(which),
        marks_otherwise(then, now, Attempt.title_id, f"{which}_"),
    )


# A marking that was put right counts instead of what it puts right.
_later = aliased(Result)
_PASSED = sa.exists().where(
    Result.attempt_id == Attempt.id,
    Result.passed.is_(True),
    ~sa.exists().where(_later.attempt_id == Result.attempt_id, _later.id > Result.id),
)

_STATEMENTS = {
    "readings": _of_part(Reading),
    "practices": _of_part(Practice),
    "stances": _of_part(Stance),
    "passes": _has_become(Attempt, _pass_is_stale).where(_PASSED),
    "copies": _has_become(Copy, _copy_is_stale).where(IS_HELD),
}
