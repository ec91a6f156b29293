"""Tries at quizzes: how many there are, the pass that stands, and what to answer again since."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from quizzes.parts import PartRef
from trainer.editions.models.edition import Edition
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import EDITIONS
from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.models.attempt import Attempt, Scope
from trainer.quizzing.models.extra_try import ExtraTry, Plea
from trainer.quizzing.models.result import Result
from trainer.quizzing.queries.quiz_cell import A_DAY, QuizCell, QuizPass
from trainer.storage.base import rows_as
from trainer.tenancy.models.studio import Studio

Of = tuple[int, int]  # a member and a title


def quiz_pass(session: Session, membership_id: int, taught: CurrentEdition) -> QuizPass | None:
    """A member's pass of one quiz, if they have passed it: two queries."""
    return quiz_passes(session, membership_id, [taught]).get(taught.title_id)


def quiz_passes(
    session: Session, membership_id: int, titles: Sequence[CurrentEdition]
) -> dict[int, QuizPass]:
    """A member's pass of the quiz of each title that they have passed: two queries."""
    cells = quiz_cells(session, titles, membership_id)
    return {title: cell.quiz_pass for (_, title), cell in cells.items() if cell.quiz_pass}


def quiz_cell(session: Session, membership_id: int, taught: CurrentEdition) -> QuizCell:
    """A member's tries at one quiz: two queries."""
    found = quiz_cells(session, [taught], membership_id)
    return found.get((membership_id, taught.title_id), untried(taught))


def untried(taught: CurrentEdition) -> QuizCell:
    """Where somebody stands who has not begun."""
    return QuizCell(allowed=taught.quiz.policy.attempts if taught.quiz else 0)


def quiz_cells(
    session: Session, titles: Sequence[CurrentEdition], member: int | None = None
) -> dict[Of, QuizCell]:
    """The tries of one member, or of everybody, at the quizzes of those titles: two queries."""
    with_quiz = {each.title_id: each for each in titles if each.quiz}
    attempts = _attempts(session, list(with_quiz), member)
    moved = _moved(session, attempts, titles)
    return {of: _cell(with_quiz[of[1]], mine, moved) for of, mine in attempts.items()}


class _Try(NamedTuple):
    """An attempt in one of its results, or without one."""

    membership_id: int
    title_id: int
    attempt_id: int
    scope: str
    edition_id: int
    edition: int
    fraction: float | None
    passed: bool | None
    at: dt.datetime | None
    extra: int
    pleaded: dt.datetime | None
    pleaded_at: int | None
    by_itself: bool


_Moved = Mapping[tuple[int, int], set[PartRef]]


def _attempts(
    session: Session, titles: list[int], member: int | None
) -> Mapping[Of, dict[int, _Try]]:
    """Each attempt in its newest result, in order: a marking that was put right counts instead."""
    statement = _TRIES if member is None else _TRIES_OF_ONE
    asked = {"titles": titles} | ({} if member is None else {"member": member})
    found: defaultdict[Of, dict[int, _Try]] = defaultdict(dict)
    for each in rows_as(_Try, session.execute(statement, asked)):
        found[each.membership_id, each.title_id][each.attempt_id] = each
    return found


def _moved(
    session: Session, attempts: Mapping[Of, dict[int, _Try]], titles: Sequence[CurrentEdition]
) -> _Moved:
    """What marks otherwise now, by the edition passed and the one taught."""
    passed = {
        each.edition_id for mine in attempts.values() for each in mine.values() if each.passed
    }
    asked = {"then": list(passed), "editions": [each.edition_id for each in titles]}
    moved: defaultdict[tuple[int, int], set[PartRef]] = defaultdict(set)
    for row in session.execute(_MOVED, asked | marking(titles)):
        moved[row.then, row.now].add(PartRef(row.kind, row.ref))
    return moved


def _cell(taught: CurrentEdition, attempts: dict[int, _Try], moved: _Moved) -> QuizCell:
    results = [each for each in attempts.values() if each.fraction is not None]
    passes = [each for each in results if each.passed]
    stands = next(reversed(passes or results), None)
    last = next(reversed(attempts.values()))
    return replace(
        untried(taught),
        used=sum(each.scope == Scope.WHOLE for each in attempts.values()),
        allowed=untried(taught).allowed + last.extra,
        fraction=stands.fraction if stands else None,
        quiz_pass=_pass(passes[-1], taught, moved) if passes else None,
        extra=last.extra,
        is_open=len(results) < len(attempts),
        pleaded=last.pleaded,
        pleaded_at=last.pleaded_at,
        again_at=last.at + A_DAY if last.by_itself and last.at else None,
    )


def _pass(passed: _Try, taught: CurrentEdition, moved: _Moved) -> QuizPass:
    assert passed.fraction is not None and passed.at is not None  # noqa: S101, PT018  (for mypy)
    return QuizPass(
        attempt_id=passed.attempt_id,
        edition_id=passed.edition_id,
        edition=passed.edition,
        fraction=passed.fraction,
        at=passed.at,
        to_answer_again=_again(taught, moved.get((passed.edition_id, taught.edition_id), set())),
    )


def _again(taught: CurrentEdition, moved: set[PartRef]) -> tuple[str, ...]:
    """What is asked again: all of it when the quiz itself changed, or a question was taken out."""
    if taught.quiz is None or not moved:
        return ()
    live = tuple(question.ref for question in taught.quiz.live)
    changed = tuple(ref for ref in live if ("question", ref) in moved)
    return live if not changed or ("quiz", taught.quiz.ref) in moved else changed


def marking(titles: Iterable[CurrentEdition]) -> dict[str, Any]:
    """What ``marks_otherwise`` asks for, of those titles."""
    quizzes = {each.title_id: each.quiz for each in titles if each.quiz and each.quiz.live}
    waiting = [(title, ref) for title, quiz in quizzes.items() for ref in sorted(quiz.waiting)]
    return {"asking": list(quizzes), "waiting": waiting}


def marks_otherwise(
    then: type[Part], now: type[Part], title_id: Any, which: str = ""
) -> sa.ColumnElement[bool]:
    """Whether a pass rests on that part, which is in another revision now.

    It rests on its quiz and on every question, also one that was taken out since; not on those that
    are ``waiting``, nor on anything once the title is not ``asking``. ``which`` begins the names of
    both, where a statement is about two editions.
    """
    waiting: sa.BindParameter[Any] = sa.bindparam(f"{which}waiting", expanding=True)
    is_asked = sa.tuple_(title_id, then.ref).not_in(waiting)
    return sa.and_(
        now.kind == then.kind,
        now.ref == then.ref,
        now.revision != then.revision,
        title_id.in_(sa.bindparam(f"{which}asking", expanding=True)),
        sa.or_(then.kind == "quiz", sa.and_(then.kind == "question", is_asked)),
    )


def _of_tries(what: Any, record: type[ExtraTry] | type[Plea]) -> sa.ScalarSelect[Any]:
    """Something about the extra tries or the pleas of whoever made an attempt, for its title."""
    same = (record.membership_id == Attempt.membership_id, record.title_id == Attempt.title_id)
    return sa.select(what).where(*same).correlate(Attempt).scalar_subquery()


_BY_ITSELF = (
    sa.select(Studio.tries_by_itself)
    .where(Studio.id == Attempt.studio_id)
    .correlate(Attempt)
    .scalar_subquery()
)

# An attempt comes once for each of its results, the newest last.
_TRIES = (
    sa.select(
        Attempt.membership_id,
        Attempt.title_id,
        Attempt.id.label("attempt_id"),
        Attempt.scope,
        Attempt.edition_id,
        Edition.number.label("edition"),
        Result.fraction,
        Result.passed,
        Result.at,
        _of_tries(sa.func.count(ExtraTry.id), ExtraTry).label("extra"),
        _of_tries(sa.func.max(Plea.at, type_=Plea.at.type), Plea).label("pleaded"),
        _of_tries(sa.func.max(Plea.number), Plea).label("pleaded_at"),
        _BY_ITSELF.label("by_itself"),
    )
    .join(Edition, Edition.id == Attempt.edition_id)
    .outerjoin(Result, Result.attempt_id == Attempt.id)
    .where(Attempt.title_id.in_(sa.bindparam("titles", expanding=True)))
    .order_by(Attempt.number, Result.id)
)
_TRIES_OF_ONE = _TRIES.where(Attempt.membership_id == sa.bindparam("member"))

_then = aliased(Part)
_MOVED = (
    sa.select(_then.edition_id.label("then"), Part.edition_id.label("now"), _then.kind, _then.ref)
    .join(Edition, Edition.id == Part.edition_id)
    .join(_then, marks_otherwise(_then, Part, Edition.title_id))
    .where(
        _then.edition_id.in_(sa.bindparam("then", expanding=True)),
        Part.edition_id.in_(EDITIONS),
    )
)
