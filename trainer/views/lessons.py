"""The lessons that a studio teaches."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from trainer.access import place, rows
from trainer.models.progress import outline, progress
from trainer.models.study import Study, studies, study
from trainer.pages import page

blueprint = Blueprint("lessons", __name__)


@blueprint.get("/lessons")
def index() -> ResponseReturnValue:
    """Every lesson, with how far I am; searched by the words of its title and summary."""
    query = request.args.get("query", "").strip()
    everything = [progress(each) for each in studies(rows(), place().membership_id)]
    found = [each for each in everything if each.mentions(query)]
    return page("lessons/index.html", lessons=found, query=query, total=len(everything))


@blueprint.get("/lessons/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One lesson: what it teaches, its sections, and where I go on."""
    mine = study_or_404(slug)
    return page(
        "lessons/show.html",
        lesson=mine.lesson,
        progress=progress(mine),
        sections=outline(mine),
    )


def study_or_404(slug: str) -> Study:
    """My study of the title with that slug."""
    return study(rows(), place().membership_id, slug) or abort(404)
