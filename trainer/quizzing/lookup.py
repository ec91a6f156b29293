"""A quiz and an attempt at it, by their addresses."""

from __future__ import annotations

from flask import abort, request

from quizzes.quiz import Quiz
from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.models.attempt import Attempt
from trainer.quizzing.sitting import Sitting
from trainer.tenancy.access import studio_session


def quiz_or_404(taught: CurrentEdition) -> Quiz:
    """The quiz of the current edition."""
    return taught.quiz or abort(404)


def sitting_or_404(slug: str, attempt_id: int) -> Sitting:
    """My attempt of that id at this title's quiz; a form waits for the one before it."""
    hold = request.method == "POST"
    attempt, held = Attempt.at(studio_session(), slug, attempt_id, hold=hold) or abort(404)
    return Sitting(slug, attempt, attempt.layout, held, held.quiz or abort(404))
