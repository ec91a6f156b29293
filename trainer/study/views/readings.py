"""Reading on: the section is read, and the next one opens."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from lessons.lesson import Lesson
from trainer.clock import now
from trainer.editions.lookup import edition_or_404
from trainer.editions.models.edition import Edition
from trainer.study.models.reading import Reading
from trainer.tenancy.access import current_member, studio_session

blueprint = Blueprint("readings", __name__, url_prefix="/<studio>")


@blueprint.post("/lessons/<slug>/sections/<ref>/readings")
def create(slug: str, ref: str) -> ResponseReturnValue:
    """Record that I have read it; sending it twice records it once."""
    taught = edition_or_404(slug)
    if taught.lesson.section(ref) is None:
        abort(404)
    Reading.record(
        studio_session(),
        current_member().membership_id,
        studio_session().get_one(Edition, taught.edition_id),
        ref,
        now(),
    )
    studio_session().commit()
    return redirect(_next(taught.lesson, slug, ref), 303)


def _next(lesson: Lesson, slug: str, ref: str) -> str:
    refs = [section.ref for section in lesson.sections]
    following = refs[refs.index(ref) + 1 :]
    if not following:
        return url_for("lessons.show", slug=slug)
    return url_for("sections.show", slug=slug, ref=following[0])
