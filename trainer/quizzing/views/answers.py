"""Answering the questions of an attempt, one a page."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizzes.answer_form import AnswerRefused
from quizzes.kinds import LiveQuestion
from quizzes.question_layout import QuestionLayout
from trainer.clock import now
from trainer.quizzing.lookup import sitting_or_404
from trainer.quizzing.models.attempt import AnswerEvent
from trainer.quizzing.sitting import Sitting
from trainer.tenancy.access import studio_session
from trainer.web.pages import page

blueprint = Blueprint("answers", __name__, url_prefix="/<studio>")

HANDED_IN = (
    "This attempt was handed in before, so that answer was not kept. Here is how it was marked."
)

OTHER_FIELDS = {"csrf_token", "go"}


@blueprint.get("/lessons/<slug>/quiz/attempts/<int:attempt_id>/questions/<int:number>")
def edit(slug: str, attempt_id: int, number: int) -> ResponseReturnValue:
    """Ask one question, with the answer kept so far."""
    sitting = _open_sitting(slug, attempt_id)
    question, layout = drawn = _drawn(sitting, number)
    answer = sitting.attempt.answer(studio_session(), question.ref)
    filled = question.form_values(layout, answer) if answer else {}
    return _page(sitting, number, drawn, filled)


@blueprint.post("/lessons/<slug>/quiz/attempts/<int:attempt_id>/questions/<int:number>")
def update(slug: str, attempt_id: int, number: int) -> ResponseReturnValue:
    """Keep an answer and go on; what cannot be read is said, and stays in the form."""
    sitting = _open_sitting(slug, attempt_id)
    question, layout = drawn = _drawn(sitting, number)
    sent = {name: values for name, values in request.form.lists() if name not in OTHER_FIELDS}
    try:
        answer = question.read_form(layout, sent)
    except AnswerRefused as refusal:
        return _page(sitting, number, drawn, sent, error=str(refusal)), 422
    AnswerEvent.record(studio_session(), sitting.attempt, question.ref, answer, now())
    studio_session().commit()
    return redirect(_onward(sitting, slug, number), 303)


def _open_sitting(slug: str, attempt_id: int) -> Sitting:
    """The attempt, while it can be answered; then its marks are what there is to see."""
    sitting = sitting_or_404(slug, attempt_id)
    if sitting.is_open:
        return sitting
    if request.method == "POST":
        flash(HANDED_IN, "failed")
    return abort(redirect(url_for("attempts.show", slug=slug, attempt_id=attempt_id), 303))


def _drawn(sitting: Sitting, number: int) -> tuple[LiveQuestion, QuestionLayout]:
    """The question at that place, counted from 1."""
    if not 1 <= number <= len(sitting.layout.questions):
        abort(404)
    return sitting.layout.at(sitting.quiz, number)


def _onward(sitting: Sitting, slug: str, number: int) -> str:
    """The next question, or the overview behind the last one and when asked for."""
    attempt = sitting.attempt.id
    last = number >= len(sitting.layout.questions)
    if last or request.form.get("go") == "overview":
        return url_for("attempts.show", slug=slug, attempt_id=attempt)
    return url_for("answers.edit", slug=slug, attempt_id=attempt, number=number + 1)


def _page(
    sitting: Sitting,
    number: int,
    drawn: tuple[LiveQuestion, QuestionLayout],
    filled: dict[str, list[str]],
    error: str | None = None,
) -> str:
    question, layout = drawn
    return page(
        "answers/edit.html",
        slug=sitting.slug,
        lesson=sitting.lesson,
        attempt_id=sitting.attempt.id,
        number=number,
        total=len(sitting.layout.questions),
        asked=question.public_view(layout),
        kind=question.kind,
        filled=filled,
        error=error,
    )
