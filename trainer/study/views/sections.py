"""Reading a lesson, section by section."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lessons.lesson import Lesson, Section
from lessons.prose import to_html, with_cards
from lessons.references import References, references
from trainer.storage.document_cache import documents
from trainer.study.lookup import study_or_404
from trainer.study.queries.progress import outline, progress
from trainer.study.queries.study import Study
from trainer.web.pages import page, piece

blueprint = Blueprint("sections", __name__, url_prefix="/<studio>")


@dataclass(frozen=True)
class Rendered:
    """A section's HTML, and its margin: the terms and claims in it."""

    body: Markup
    margin: Markup

    def size(self) -> int:
        """How long both are."""
        return len(self.body) + len(self.margin)


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
        slug=slug,
        lesson=mine.lesson,
        section=section,
        body=prose.body,
        margin=prose.margin,
        sources=section.paragraphs,
        sections=listed,
        progress=progress(mine),
        number=number,
        here=listed[number - 1],
        previous=listed[number - 2] if number > 1 else None,
        next=listed[number] if number < len(listed) else None,
        is_read=ref in mine.read,
    )


def rendered(study: Study, section: Section) -> Rendered:
    """The section as safe HTML, made once a process."""

    def make() -> Rendered:
        used = references(section.body)
        return Rendered(_body(study, section, used), _margin(study.lesson, used))

    return documents.get(study.taught.kept_as(f"section {section.ref}"), make, Rendered.size)


def _body(study: Study, section: Section, used: References) -> Markup:
    cards = {
        exercise.ref: piece("sections/_exercise_card.html", exercise=exercise)
        for exercise in study.lesson.exercises
        if exercise.ref in used.exercises
    }
    html = with_cards(to_html(section, study.lesson), cards)
    return Markup(html)  # noqa: S704  (lessons.prose makes it safe, Jinja the cards)


def _margin(lesson: Lesson, used: References) -> Markup:
    return piece(
        "sections/_margin.html",
        lesson=lesson,
        terms=[term for term in lesson.terms if term.ref in used.terms],
        claims=[claim for claim in lesson.claims if claim.ref in used.claims],
    )
