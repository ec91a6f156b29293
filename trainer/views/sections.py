"""Reading a lesson, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lessons.lesson import Section, Term
from lessons.marks import marks
from lessons.prose import to_html
from trainer.models.progress import Taught, outline, progress
from trainer.pages import page
from trainer.views.lessons import read_in, taught_or_404

blueprint = Blueprint("sections", __name__)


@dataclass(frozen=True)
class Rendered:
    """A section's HTML, and the terms it uses."""

    body: Markup
    terms: tuple[Term, ...]


@blueprint.get("/lessons/<slug>/sections/<ref>")
def show(slug: str, ref: str) -> ResponseReturnValue:
    """One section, with the way back and on."""
    found = taught_or_404(slug)
    section = found.lesson.section(ref) or abort(404)
    read = read_in(found)
    listed = outline(found.lesson, read, current=ref)
    number = found.lesson.sections.index(section) + 1
    return page(
        "sections/show.html",
        lesson=found.lesson,
        section=section,
        body=rendered(found, section).body,
        terms=rendered(found, section).terms,
        sources=section.paragraphs,
        sections=listed,
        progress=progress(found, read),
        number=number,
        previous=listed[number - 2] if number > 1 else None,
        next=listed[number] if number < len(listed) else None,
        is_read=ref in read,
    )


def rendered(found: Taught, section: Section) -> Rendered:
    """The section as safe HTML, made once a process: an edition's document never changes."""
    key = (found.edition.document_sha256, section.ref)
    if key not in _rendered:
        used = marks(section.body).terms
        _rendered[key] = Rendered(
            Markup(to_html(section, found.lesson)),  # noqa: S704  (lessons.prose makes it safe)
            tuple(term for term in found.lesson.terms if term.ref in used),
        )
    return _rendered[key]


_rendered: dict[tuple[str, str], Rendered] = {}
