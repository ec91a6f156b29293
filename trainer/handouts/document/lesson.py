"""The lesson handout, and what it is for somebody to whom nothing is open: a worksheet."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from lessons.excerpt import Caution, Table, cautions, tables
from lessons.lesson import Lesson
from quizzes.parts import PartRef
from trainer.debate.disclosure import Disclosure
from trainer.handouts.document.card import Card
from trainer.handouts.document.figure import PrintedFigure, printed_figure
from trainer.handouts.document.finding import VerdictLine, findings, first_sentence
from trainer.handouts.kind import Kind


class LessonSheet(msgspec.Struct, frozen=True, kw_only=True, tag="lesson"):
    """What a lesson handout says; ``asked`` are the rows that are closed, as questions."""

    kind: Kind
    title: str
    about: str
    notice: str
    plate: PrintedFigure | None
    known: tuple[VerdictLine, ...]
    unsettled: tuple[VerdictLine, ...]
    asked: tuple[str, ...]
    cautions: tuple[Caution, ...]
    cues: tuple[Table, ...]
    exercises: tuple[Card, ...]
    rests_on: tuple[PartRef, ...]


def lesson_sheet(lesson: Lesson, known: Disclosure) -> LessonSheet:
    """What of a lesson is printed for whom that is open to: a verdict stands in it only if it is.

    Where nothing is open there is everything still to argue, and it is a worksheet.
    """
    found = findings(lesson, known)
    warned, cued = lesson_cautions(lesson), lesson_cues(lesson)
    return LessonSheet(
        kind=Kind.LESSON if found or not lesson.docket else Kind.WORKSHEET,
        title=lesson.title,
        about=first_sentence(lesson.summary),
        notice=lesson.notice,
        plate=printed_figure(lesson.figures[0]) if lesson.figures else None,
        known=tuple(each for each in found if each.settled),
        unsettled=tuple(each for each in found if not each.settled),
        asked=tuple(row.asked for row in lesson.docket if not known.verdict(row.ref)),
        cautions=warned,
        cues=cued,
        exercises=tuple(Card.of(exercise) for exercise in lesson.exercises),
        rests_on=(
            PartRef("lesson", lesson.ref),
            *sections_of(*warned, *cued),
            *(PartRef("figure", figure.ref) for figure in lesson.figures[:1]),
            *(PartRef("exercise", exercise.ref) for exercise in lesson.exercises),
            *rows_on(lesson, known),
        ),
    )


def worksheet(lesson: Lesson) -> LessonSheet:
    """The lesson handout with every row closed, whatever is open to anybody."""
    return lesson_sheet(lesson, Disclosure(lesson, frozenset()))


def lesson_cautions(lesson: Lesson) -> tuple[Caution, ...]:
    """What a lesson warns of, what sorts by urgency first."""
    found = [each for part in lesson.sections for each in cautions(part.ref, part.body)]
    return tuple(sorted(found, key=lambda each: not each.sorts))


def lesson_cues(lesson: Lesson) -> tuple[Table, ...]:
    """The tables of a lesson that put words to use in place of others."""
    found = (each for part in lesson.sections for each in tables(part.ref, part.body))
    return tuple(each for each in found if each.cues)


def sections_of(*shown: Caution | Table) -> tuple[PartRef, ...]:
    """The sections that excerpts are from, each once."""
    return tuple(dict.fromkeys(PartRef("section", each.section) for each in shown))


def rows_on(lesson: Lesson, known: Disclosure) -> Iterator[PartRef]:
    """Each row of the docket, with its verdict where that is open, and its wording alone if not."""
    for row in lesson.docket:
        yield PartRef("docket_row" if known.verdict(row.ref) else "wording", row.ref)
