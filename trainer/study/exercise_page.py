"""The page of an exercise card, with its practices and its sign-off."""

from __future__ import annotations

from lessons.lesson import Section
from lessons.references import references
from trainer.editions.queries.current import CurrentEdition
from trainer.study.forms.practice import PracticeForm, SignOffForm
from trainer.study.lookup import exercise_or_404
from trainer.study.models.practice import Practice
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.membership import Role
from trainer.web.pages import page


def exercise_page(
    taught: CurrentEdition, ref: str, form: PracticeForm, sign_off_form: SignOffForm
) -> str:
    """The page with either form as it was sent."""
    exercise = exercise_or_404(taught, ref)
    sign_off = SignOff.current(studio_session(), taught.title_id, taught.edition_id, ref)
    may_sign = current_member().role.rank >= Role.MANAGER.rank and sign_off is None
    return page(
        "exercises/show.html",
        lesson=taught.lesson,
        slug=taught.slug,
        exercise=exercise,
        section=_section(taught, ref),
        before=[exercise_or_404(taught, each) for each in exercise.after],
        practices=Practice.of(
            studio_session(), current_member().membership_id, taught.title_id, ref
        ),
        form=form,
        sign_off=sign_off,
        sign_off_form=sign_off_form if may_sign else None,
    )


def _section(taught: CurrentEdition, ref: str) -> Section | None:
    """The first section whose text has the card."""
    having = (each for each in taught.lesson.sections if ref in references(each.body).exercises)
    return next(having, None)
