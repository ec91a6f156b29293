"""Reading a lesson, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lessons.lesson import Section, Term
from lessons.marks import marks
from lessons.prose import to_html
from trainer.models.progress import outline, progress
from trainer.models.study import Study
from trainer.pages import page
from trainer.views.lessons import study_or_404

blueprint = Blueprint("sections", __name__)


@dataclass(frozen=True)
class Rendered:
    """A section's HTML, and the terms it uses."""

    body: Markup
    terms: tuple[Term, ...]


@blueprint.get("/lessons/<slug>/sections/<ref>")
def show(slug: str, ref: str) -> ResponseReturnValue:
    """One section, with the way back and on."""
    mine = study_or_404(slug)
    section = mine.lesson.section(ref) or abort(404)
    listed = outline(mine, current=ref)
    number = mine.lesson.sections.index(section) + 1
    prose = rendered(mine, section)
    return page(
        "sections/show.html",
        lesson=mine.lesson,
        section=section,
        body=prose.body,
        terms=prose.terms,
        sources=section.paragraphs,
        sections=listed,
        progress=progress(mine),
        number=number,
        previous=listed[number - 2] if number > 1 else None,
        next=listed[number] if number < len(listed) else None,
        is_read=ref in mine.read,
    )


def rendered(study: Study, section: Section) -> Rendered:
    """The section as safe HTML, made once a process: an edition's document never changes."""
    key = (study.taught.document, section.ref)
    if key not in _rendered:
        used = marks(section.body).terms
        _rendered[key] = Rendered(
            Markup(to_html(section, study.lesson)),  # noqa: S704  (lessons.prose makes it safe)
            tuple(term for term in study.lesson.terms if term.ref in used),
        )
    return _rendered[key]


_rendered: dict[tuple[str, str], Rendered] = {}
