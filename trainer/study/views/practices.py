"""Recording that one has practised."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.editions.models.part import part_revision
from trainer.study.exercise_page import exercise_page
from trainer.study.forms.practice import PracticeForm, SignOffForm
from trainer.study.lookup import exercise_or_404
from trainer.study.models.practice import Practice
from trainer.tenancy.access import current_member, studio_session

blueprint = Blueprint("practices", __name__, url_prefix="/<studio>")


@blueprint.post("/lessons/<slug>/exercises/<ref>/practices")
def create(slug: str, ref: str) -> ResponseReturnValue:
    """Keep a practice, with the edition and revision of the card it was done by."""
    taught, form = edition_or_404(slug), PracticeForm(request.form)
    exercise = exercise_or_404(taught, ref)
    if not form.validate():
        return exercise_page(taught, ref, form, SignOffForm()), 422
    studio_session().add(
        Practice(
            membership_id=current_member().membership_id,
            title_id=taught.title_id,
            edition_id=taught.edition_id,
            exercise=ref,
            revision=part_revision(studio_session(), taught.edition_id, "exercise", ref),
            ease_before=int(form.ease_before.data),
            ease_after=int(form.ease_after.data),
            words=str(form.words.data),
            at=now(),
        )
    )
    studio_session().commit()
    flash(f"Your practice of {exercise.name} is kept.", "done")
    return redirect(url_for("exercises.show", slug=slug, ref=ref), 303)
