"""Quizzes to test with, and one question of every kind."""

from __future__ import annotations

from typing import Any

from quizzes.kinds import AnyQuestion, LiveQuestion
from quizzes.quiz import Quiz
from tests.quizzes.samples.hotspot import a_hotspot
from tests.quizzes.samples.label import a_label
from tests.quizzes.strategies import SAMPLES


def one_of_each_live_kind() -> tuple[LiveQuestion, ...]:
    """A question of every kind that is drawn."""
    return tuple(sample.make() for sample in SAMPLES.values())


def one_of_each_kind() -> tuple[AnyQuestion, ...]:
    """A question of every kind."""
    return (*one_of_each_live_kind(), a_label(), a_hotspot())


def a_quiz(*questions: AnyQuestion, **changes: Any) -> Quiz:
    """A quiz of those questions, or of one of each kind."""
    fields: dict[str, Any] = {"ref": "feet", "title": "Feet", "introduction": "Say what springs."}
    return Quiz(**fields | {"questions": questions or one_of_each_kind()} | changes)
