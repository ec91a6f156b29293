"""Duty: a lesson that a member is to know by a day, and what they have not done of it yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.models.assignment import Due, dues_of
from trainer.models.edition import Edition
from trainer.models.part import Part
from trainer.models.practice import Practice
from trainer.models.reading import Reading
from trainer.models.stance import Phase, Stance
from trainer.models.standing import Standing
from trainer.models.study import Taught


class Step(StrEnum):
    """What of a lesson is not done; first what is offered first."""

    READ = "read"
    QUIZ = "quiz"
    PRACTISE = "practise"
    ARGUE = "argue"


@dataclass(frozen=True)
class Duty:
    """By which day it is due, and the step that is next."""

    due: Due
    step: Step


def duties(
    session: Session,
    membership_id: int,
    titles: Sequence[Taught],
    standing: Mapping[int, Standing],
) -> dict[str, Duty]:
    """A member's duties by slug, those that they have finished left out: two queries.

    ``standing`` is theirs in the quiz of each title that they have passed.
    """
    due, left = dues_of(session, membership_id), _left(session, membership_id, titles)
    found = {}
    for each in titles:
        steps = left[each.title_id] | _quiz(each, standing.get(each.title_id))
        if each.title_id in due and steps:
            found[each.slug] = Duty(due[each.title_id], _first(steps))
    return found


def _first(steps: set[Step]) -> Step:
    return next(step for step in Step if step in steps)


def _quiz(taught: Taught, passed: Standing | None) -> set[Step]:
    """A pass whose questions have changed since is to be renewed, so it does not finish a quiz."""
    is_done = taught.quiz is None or (passed is not None and not passed.is_stale)
    return set() if is_done else {Step.QUIZ}


def _left(
    session: Session, membership_id: int, titles: Sequence[Taught]
) -> Mapping[int, set[Step]]:
    """The steps of which a part is not done in what it says now, by title."""
    asked = {"member": membership_id, "editions": [each.edition_id for each in titles]}
    left: defaultdict[int, set[Step]] = defaultdict(set)
    for title, kind in session.execute(_LEFT, asked):
        left[title].add(_STEPS[kind])
    return left


_STEPS = {"section": Step.READ, "exercise": Step.PRACTISE, "docket_row": Step.ARGUE}

_MEMBER: sa.BindParameter[int] = sa.bindparam("member")
_DONE = {
    "section": sa.exists().where(
        Reading.membership_id == _MEMBER,
        Reading.title_id == Edition.title_id,
        Reading.section == Part.ref,
        Reading.revision == Part.revision,
    ),
    "exercise": sa.exists().where(
        Practice.membership_id == _MEMBER,
        Practice.title_id == Edition.title_id,
        Practice.exercise == Part.ref,
        Practice.revision == Part.revision,
    ),
    "docket_row": sa.exists().where(
        Stance.membership_id == _MEMBER,
        Stance.title_id == Edition.title_id,
        Stance.row == Part.ref,
        Stance.revision == Part.revision,
        Stance.phase == Phase.SECOND,
    ),
}
_LEFT = (
    sa.select(Edition.title_id, Part.kind)
    .join(Part, Part.edition_id == Edition.id)
    .where(
        Edition.id.in_(sa.bindparam("editions", expanding=True)),
        sa.or_(*(sa.and_(Part.kind == kind, ~done) for kind, done in _DONE.items())),
    )
    .distinct()
)
