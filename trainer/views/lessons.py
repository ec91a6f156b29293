"""The lessons that a studio teaches."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from trainer.access import place, rows
from trainer.models.progress import (
    Taught,
    outline,
    own_progress,
    progress,
    sections_read,
    taught,
)
from trainer.pages import page

blueprint = Blueprint("lessons", __name__)


@blueprint.get("/lessons")
def index() -> ResponseReturnValue:
    """Every lesson, with how far I am; searched by the words of its title and summary."""
    query = request.args.get("query", "").strip()
    everything = own_progress(rows(), place().membership_id)
    found = [
        each for each in everything if query.casefold() in f"{each.title} {each.summary}".casefold()
    ]
    return page("lessons/index.html", lessons=found, query=query, total=len(everything))


@blueprint.get("/lessons/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One lesson: what it teaches, its sections, and where I go on."""
    found = taught_or_404(slug)
    read = read_in(found)
    return page(
        "lessons/show.html",
        lesson=found.lesson,
        progress=progress(found, read),
        sections=outline(found.lesson, read),
    )


def taught_or_404(slug: str) -> Taught:
    """The title with that slug in its current edition."""
    return taught(rows(), slug) or abort(404)


def read_in(found: Taught) -> dict[str, dt.datetime]:
    """Which of its sections I have read."""
    return sections_read(rows(), place().membership_id, found.title.id)[found.title.id]
