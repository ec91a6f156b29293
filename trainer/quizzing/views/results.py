"""Handing an attempt in."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.quizzing.lookup import sitting_or_404
from trainer.quizzing.models.result import Result
from trainer.quizzing.overview_page import blanks, overview_page
from trainer.quizzing.sitting import Sitting
from trainer.tenancy.access import studio_session

blueprint = Blueprint("results", __name__, url_prefix="/<studio>")


@blueprint.post("/lessons/<slug>/quiz/attempts/<int:attempt_id>/results")
def create(slug: str, attempt_id: int) -> ResponseReturnValue:
    """Close the attempt and mark it, in one transaction; sending it twice marks it once.

    With blanks it is asked once more, and again when there are not as many as were told.
    """
    sitting = sitting_or_404(slug, attempt_id)
    if sitting.is_open and not _is_meant(sitting):
        return overview_page(sitting, asks=True), 422
    if sitting.attempt.hand_in(studio_session(), now()):
        studio_session().add(
            Result.of(
                sitting.attempt, sitting.outcome(studio_session()), sitting.package.sha256, now()
            )
        )
        studio_session().commit()
    return redirect(url_for("attempts.show", slug=slug, attempt_id=attempt_id), 303)


def _is_meant(sitting: Sitting) -> bool:
    left = len(blanks(sitting))
    return left == 0 or request.form.get("blank") == str(left)
