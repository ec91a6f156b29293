"""The quiz of a lesson: what it asks, and my attempts at it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from quizzes.attempt import may_start
from quizzes.percent import percent
from quizzes.quiz import Quiz
from trainer.access import place, rows
from trainer.models.attempt import Attempt, Result, Scope
from trainer.models.passes import quiz_pass
from trainer.models.progress import progress
from trainer.models.study import Taught
from trainer.pages import page
from trainer.views.lessons import study_or_404

blueprint = Blueprint("quizzes", __name__)


@dataclass(frozen=True)
class AttemptRow:
    """One of my attempts: without a result while it is open."""

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


@blueprint.get("/lessons/<slug>/quiz")
def show(slug: str) -> ResponseReturnValue:
    """What is asked, how it passes, and how my attempts went."""
    study = study_or_404(slug)
    taught = study.taught
    quiz, attempts = quiz_or_404(taught), attempt_rows(taught.title_id)
    return page(
        "quizzes/show.html",
        slug=slug,
        lesson=study.lesson,
        progress=progress(study),
        quiz=quiz,
        attempts=attempts,
        open_attempt=next((each for each in attempts if each.closed_at is None), None),
        may_start=startable(quiz, attempts),
        tries=tries(attempts),
        standing=quiz_pass(rows(), place().membership_id, taught),
    )


def quiz_or_404(taught: Taught) -> Quiz:
    """The quiz of the current edition."""
    return taught.quiz or abort(404)


def startable(quiz: Quiz, attempts: list[AttemptRow]) -> bool:
    """Whether I may begin another attempt now."""
    is_open = any(each.closed_at is None for each in attempts)
    passed = any(each.passed for each in attempts)
    return not is_open and may_start(quiz.policy, tries(attempts), passed=passed)


def tries(attempts: list[AttemptRow]) -> int:
    """How many of the tries are used."""
    return sum(each.is_whole for each in attempts)


def attempt_rows(title_id: int) -> list[AttemptRow]:
    """My attempts at a title's quiz in order, each with its newest result: one query."""
    statement = (
        sa.select(Attempt, Result.fraction, Result.passed)
        .outerjoin(Result, Result.attempt_id == Attempt.id)
        .where(Attempt.membership_id == place().membership_id)
        .where(Attempt.title_id == title_id)
        .order_by(Attempt.number, Result.id)
    )
    newest = {
        attempt.id: (attempt, fraction, passed)
        for attempt, fraction, passed in rows().execute(statement)
    }
    return [
        AttemptRow(
            attempt.id,
            attempt.number,
            attempt.started_at,
            attempt.closed_at,
            None if fraction is None else percent(fraction),
            bool(passed),
            attempt.scope,
        )
        for attempt, fraction, passed in newest.values()
    ]
