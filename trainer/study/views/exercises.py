"""An exercise card, and what one has noticed in practising it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.editions.lookup import edition_or_404
from trainer.study.exercise_page import exercise_page
from trainer.study.forms.practice import PracticeForm, SignOffForm

blueprint = Blueprint("exercises", __name__, url_prefix="/<studio>")


@blueprint.get("/lessons/<slug>/exercises/<ref>")
def show(slug: str, ref: str) -> ResponseReturnValue:
    """The card, with the form to record a practice and those recorded so far."""
    return exercise_page(edition_or_404(slug), ref, PracticeForm(), SignOffForm())
