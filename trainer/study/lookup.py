"""What somebody studies, by its address."""

from __future__ import annotations

from flask import abort

from lessons.exercise import Exercise
from trainer.editions.queries.current import CurrentEdition
from trainer.study.queries.study import Study, study
from trainer.tenancy.access import current_member, studio_session


def study_or_404(slug: str) -> Study:
    """My study of the title with that slug."""
    return study(studio_session(), current_member().membership_id, slug) or abort(404)


def exercise_or_404(taught: CurrentEdition, ref: str) -> Exercise:
    """The exercise of that ref in the current edition."""
    return taught.lesson.exercise(ref) or abort(404)
