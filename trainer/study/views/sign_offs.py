"""A qualified teacher approves an exercise card."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.editions.models.part import part_revision
from trainer.study.exercise_page import exercise_page
from trainer.study.forms.practice import PracticeForm, SignOffForm
from trainer.study.lookup import exercise_or_404
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.access import current_member, studio_session, visitor

blueprint = Blueprint("sign_offs", __name__, url_prefix="/<studio>")


@blueprint.post("/lessons/<slug>/exercises/<ref>/sign-offs")
def create(slug: str, ref: str) -> ResponseReturnValue:
    """Sign the card as it stands; a changed card waits for another signature."""
    taught, form = edition_or_404(slug), SignOffForm(request.form)
    exercise = exercise_or_404(taught, ref)
    if not form.validate():
        return exercise_page(taught, ref, PracticeForm(), form), 422
    studio_session().add(
        SignOff(
            title_id=taught.title_id,
            edition_id=taught.edition_id,
            exercise=ref,
            revision=part_revision(studio_session(), taught.edition_id, "exercise", ref),
            signed_by=current_member().membership_id,
            name=visitor().name,
            qualification=str(form.qualification.data),
            at=now(),
        )
    )
    try:
        studio_session().commit()
    except IntegrityError:
        abort(410)  # somebody signed it in this very moment
    flash(f"You have approved {exercise.name}.", "done")
    return redirect(url_for("exercises.show", slug=slug, ref=ref), 303)
