"""The quiz of a lesson: what it asks, and my attempts at it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.quizzing.lookup import quiz_or_404
from trainer.quizzing.models.extra_try import ExtraTry
from trainer.quizzing.queries.attempts import attempt_rows, startable
from trainer.quizzing.queries.passes import quiz_cell
from trainer.study.lookup import study_or_404
from trainer.study.queries.progress import progress
from trainer.tenancy.access import current_member, studio_session
from trainer.web.pages import page

blueprint = Blueprint("quizzes", __name__, url_prefix="/<studio>")


@blueprint.get("/lessons/<slug>/quiz")
def show(slug: str) -> ResponseReturnValue:
    """What is asked, how it passes, and how my attempts went."""
    study = study_or_404(slug)
    taught = study.taught
    quiz = quiz_or_404(taught)
    me = current_member().membership_id
    attempts = attempt_rows(studio_session(), me, taught.title_id)
    cell = quiz_cell(studio_session(), me, taught)
    return page(
        "quizzes/show.html",
        slug=slug,
        lesson=study.lesson,
        progress=progress(study),
        quiz=quiz,
        attempts=attempts,
        open_attempt=next((each for each in attempts if each.closed_at is None), None),
        may_start=startable(attempts, cell, quiz, now()),
        cell=cell,
        given=ExtraTry.newest(studio_session(), me, taught.title_id) if cell.extra else None,
        standing=cell.quiz_pass,
    )
