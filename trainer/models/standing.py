"""Standing: a member's newest pass of a quiz, and the questions that changed since."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from trainer.models.attempt import Attempt, Result
from trainer.models.edition import Edition, Part
from trainer.models.study import Taught

Key = tuple[str, str]  # a part's kind and ref


@dataclass(frozen=True)
class Standing:
    """The newest attempt that passed; ``again`` are the refs of the questions to answer again."""

    attempt_id: int
    edition_id: int
    edition: int
    fraction: float
    at: dt.datetime
    again: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the pass no longer holds as it is."""
        return bool(self.again)

    @property
    def percent(self) -> int:
        """What it came to, rounded down."""
        return int(round(self.fraction * 100, 7))


def standing(session: Session, membership_id: int, taught: Taught) -> Standing | None:
    """A member's standing in one quiz: two queries."""
    return standings(session, membership_id, [taught]).get(taught.title_id)


def standings(
    session: Session, membership_id: int, titles: Sequence[Taught]
) -> dict[int, Standing]:
    """A member's standing in the quiz of each title that they have passed: two queries."""
    asked = {"member": membership_id, "titles": [each.title_id for each in titles]}
    passes = {row[0]: row[1:] for row in session.execute(_PASSES, asked)}
    moved = _moved(session, [row[1] for row in passes.values()], titles)
    return {
        each.title_id: Standing(
            *passes[each.title_id],
            again=_again(each, moved[passes[each.title_id][1], each.edition_id]),
        )
        for each in titles
        if each.title_id in passes
    }


def _moved(
    session: Session, passed: list[int], titles: Sequence[Taught]
) -> Mapping[tuple[int, int], set[Key]]:
    """The parts of a quiz that differ in revision, by the edition passed and the one taught."""
    asked = {"then": passed, "now": [each.edition_id for each in titles]}
    moved: defaultdict[tuple[int, int], set[Key]] = defaultdict(set)
    for then, now, kind, ref in session.execute(_MOVED, asked):
        moved[then, now].add((kind, ref))
    return moved


def _again(taught: Taught, moved: set[Key]) -> tuple[str, ...]:
    """What is asked again: all of it when the quiz itself changed, or a question was taken out."""
    if taught.quiz is None:
        return ()
    waiting = {each.ref for each in taught.quiz.questions} - {q.ref for q in taught.quiz.live}
    touched = {(kind, ref) for kind, ref in moved if ref not in waiting or kind == "quiz"}
    live = tuple(question.ref for question in taught.quiz.live)
    changed = tuple(ref for ref in live if ("question", ref) in touched)
    whole = ("quiz", taught.quiz.ref) in touched or not changed
    return (live if whole else changed) if touched else ()


_PASSES = (
    sa.select(
        Attempt.title_id, Attempt.id, Attempt.edition_id, Edition.number, Result.fraction, Result.at
    )
    .join(Result, sa.and_(Result.attempt_id == Attempt.id, Result.passed.is_(True)))
    .join(Edition, Edition.id == Attempt.edition_id)
    .where(
        Attempt.membership_id == sa.bindparam("member"),
        Attempt.title_id.in_(sa.bindparam("titles", expanding=True)),
    )
    .order_by(Attempt.number, Result.id)
)

_was = aliased(Part)
_MOVED = (
    sa.select(_was.edition_id, Part.edition_id, Part.kind, Part.ref)
    .join(
        _was,
        sa.and_(_was.kind == Part.kind, _was.ref == Part.ref, _was.revision != Part.revision),
    )
    .where(
        _was.edition_id.in_(sa.bindparam("then", expanding=True)),
        Part.edition_id.in_(sa.bindparam("now", expanding=True)),
        Part.kind.in_(["question", "quiz"]),
    )
)
