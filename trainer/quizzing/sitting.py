"""Sitting: an attempt at a quiz with all that is needed to ask it and to mark it."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from quizzes.attempt import Outcome, outcome
from quizzes.kinds import AnyAnswer
from quizzes.layout import Layout
from quizzes.package import Package
from quizzes.quiz import Quiz
from trainer.quizzing.models.attempt import Attempt, Scope


@dataclass(frozen=True)
class Sitting:
    """An attempt, laid out, with the lesson and the quiz of the edition it was begun in."""

    slug: str
    attempt: Attempt
    layout: Layout
    package: Package
    quiz: Quiz

    @property
    def lesson(self) -> Lesson:
        """The lesson whose quiz it is."""
        return self.package.lesson

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.attempt.closed_at is None

    def answers(self, session: Session) -> dict[str, AnyAnswer]:
        """The newest answer to each question, by ref: one query."""
        return self.attempt.answers(session)

    def outcome(self, session: Session) -> Outcome:
        """What the answers given so far come to; where nothing counts, handing in is enough to
        stay passed."""
        came_to = outcome(self.quiz, self.layout, self.answers(session))
        if self.attempt.scope == Scope.DELTA and not came_to.counted:
            return replace(came_to, passed=True, fraction=1.0)
        return came_to
