"""The attempts of a member at a quiz, with what each came to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from quizzes.attempt import may_start
from quizzes.percent import percent
from quizzes.quiz import Quiz
from trainer.quizzing.models.attempt import Attempt, Scope
from trainer.quizzing.models.result import Result
from trainer.quizzing.queries.quiz_cell import QuizCell


@dataclass(frozen=True)
class AttemptRow:
    """An attempt: without a result while it is open."""

    id: int
    number: int
    started_at: dt.datetime
    closed_at: dt.datetime | None
    percent: int | None
    passed: bool
    scope: str = Scope.WHOLE

    @property
    def is_whole(self) -> bool:
        """Whether it is one of the tries, and not about what changed since a pass."""
        return self.scope == Scope.WHOLE


def attempt_rows(session: Session, membership_id: int, title_id: int) -> list[AttemptRow]:
    """A member's attempts at a title's quiz in order, each with its newest result: one query."""
    mine = (Attempt.membership_id == membership_id, Attempt.title_id == title_id)
    newest = {
        attempt.id: (attempt, fraction, passed)
        for attempt, fraction, passed in session.execute(_ATTEMPTS.where(*mine))
    }
    return [_row(*each) for each in newest.values()]


def startable(attempts: list[AttemptRow], cell: QuizCell, quiz: Quiz, at: dt.datetime) -> bool:
    """Whether another attempt may be begun now."""
    passed, counted = cell.quiz_pass is not None, cell.used - cell.extra
    is_open = any(each.closed_at is None for each in attempts)
    return not is_open and (may_start(quiz.policy, counted, passed=passed) or cell.opens(at))


def _row(attempt: Attempt, fraction: float | None, passed: bool | None) -> AttemptRow:  # noqa: FBT001  (a column)
    return AttemptRow(
        attempt.id,
        attempt.number,
        attempt.started_at,
        attempt.closed_at,
        None if fraction is None else percent(fraction),
        bool(passed),
        attempt.scope,
    )


_ATTEMPTS = (
    sa.select(Attempt, Result.fraction, Result.passed)
    .outerjoin(Result, Result.attempt_id == Attempt.id)
    .order_by(Attempt.number, Result.id)
)
