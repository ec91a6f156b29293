"""An exercise card, and what one has noticed in practising it."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from lessons.exercise import Exercise
from lessons.lesson import Section
from lessons.references import references
from trainer.access import place, rows
from trainer.forms.practice import PracticeForm, SignOffForm
from trainer.models.edition import part_revision
from trainer.models.membership import Role
from trainer.models.practice import Practice, SignOff
from trainer.models.study import Taught
from trainer.pages import page
from trainer.views.lessons import taught_or_404

blueprint = Blueprint("exercises", __name__)


@blueprint.get("/lessons/<slug>/exercises/<ref>")
def show(slug: str, ref: str) -> ResponseReturnValue:
    """The card, with the form to record a practice and those recorded so far."""
    return exercise_page(taught_or_404(slug), ref, PracticeForm(), SignOffForm())


def exercise_or_404(taught: Taught, ref: str) -> Exercise:
    """The exercise of that ref in the current edition."""
    return taught.lesson.exercise(ref) or abort(404)


def exercise_page(taught: Taught, ref: str, form: PracticeForm, sign_off_form: SignOffForm) -> str:
    """The page with either form as it was sent."""
    exercise = exercise_or_404(taught, ref)
    sign_off = _sign_off(taught, ref)
    may_sign = place().role.rank >= Role.MANAGER.rank and sign_off is None
    return page(
        "exercises/show.html",
        lesson=taught.lesson,
        slug=taught.slug,
        exercise=exercise,
        section=_section(taught, ref),
        before=[exercise_or_404(taught, each) for each in exercise.after],
        practices=Practice.of(rows(), place().membership_id, taught.title_id, ref),
        form=form,
        sign_off=sign_off,
        sign_off_form=sign_off_form if may_sign else None,
    )


def _section(taught: Taught, ref: str) -> Section | None:
    """The first section whose text has the card."""
    having = (each for each in taught.lesson.sections if ref in references(each.body).exercises)
    return next(having, None)


def _sign_off(taught: Taught, ref: str) -> SignOff | None:
    revision = part_revision(rows(), taught.edition_id, "exercise", ref)
    statement = sa.select(SignOff).where(
        SignOff.title_id == taught.title_id,
        SignOff.exercise == ref,
        SignOff.revision == revision,
    )
    return rows().scalars(statement).one_or_none()
