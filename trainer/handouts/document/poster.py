"""Wall poster: the drawings of a lesson, large, and the words for what they show."""

from __future__ import annotations

import msgspec

from lessons.excerpt import Passage
from lessons.lesson import Lesson, Term
from quizzes.parts import PartRef
from trainer.handouts.document.figure import PrintedFigure, printed_figure
from trainer.handouts.document.lesson import lesson_cautions, sections_of
from trainer.handouts.kind import Kind

FIGURES = 2  # what a poster has room for


class PosterSheet(msgspec.Struct, frozen=True, kw_only=True, tag="poster"):
    """What hangs where everybody sees it: anatomy and when to get help, and no verdict."""

    title: str
    figures: tuple[PrintedFigure, ...]
    terms: tuple[Term, ...]
    urgencies: tuple[Passage, ...]
    rests_on: tuple[PartRef, ...]
    kind: Kind = Kind.POSTER


def poster_sheet(lesson: Lesson) -> PosterSheet:
    """The poster of a lesson, the same for everybody."""
    figures = lesson.figures[:FIGURES]
    drawn = {ref for figure in figures for ref in figure.structures}
    terms = tuple(term for term in lesson.terms if term.ref in drawn)
    sorting = [each for each in lesson_cautions(lesson) if each.sorts]
    return PosterSheet(
        title=lesson.title,
        figures=tuple(map(printed_figure, figures)),
        terms=terms,
        urgencies=tuple(each for caution in sorting for each in caution.urgencies),
        rests_on=(
            PartRef("lesson", lesson.ref),
            *sections_of(*sorting),
            *(PartRef("term", term.ref) for term in terms),
            *(PartRef("figure", figure.ref) for figure in figures),
        ),
    )
