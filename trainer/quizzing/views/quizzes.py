"""The quiz of a lesson: what it asks, and my attempts at it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.quizzing.lookup import quiz_or_404
from trainer.quizzing.queries.attempts import attempt_rows, startable, tries
from trainer.quizzing.queries.passes import quiz_pass
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
    attempts = attempt_rows(studio_session(), current_member().membership_id, taught.title_id)
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
        standing=quiz_pass(studio_session(), current_member().membership_id, taught),
    )
