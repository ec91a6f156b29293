"""Handout: one printed copy of a lesson for one person, as plain values and nothing else."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from lessons.debate import DocketRow, Verdict
from lessons.drawing import Drawing
from lessons.exercise import Exercise, Precaution
from lessons.lesson import Figure, Lesson
from quizzes.parts import PartRef
from trainer.debate.disclosure import Disclosure

CARE = 660  # characters of what ends an exercise or rules it out: a card with more has no room
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """Whose copy it is: ``logo`` a PNG, ``colour`` as #rrggbb, ``date`` in words."""

    studio: str
    logo: bytes | None
    colour: str
    paper: Literal["A4", "Letter"]
    name: str
    edition: int
    date: str
    serial: str
    link: str


class PrintedFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing, checked and made fit for a page."""

    title: str
    svg: str


class VerdictLine(msgspec.Struct, frozen=True, kw_only=True):
    """A docket row that is open to the person: its verdict first, and then what was judged.

    ``first`` and ``rest`` are the short verdict, none of it left out. ``said`` is the sentence and
    ``by`` whose it is; what is not settled stands as a question.
    """

    first: str
    rest: str
    label: str
    grade: str
    by: str
    said: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise in short, with all that ends it or rules it out; or its name and minutes alone.

    Its steps are in the lesson: paper has no room for all of them, and some would lead nowhere.
    """

    name: str
    minutes: int
    precautions: tuple[Precaution, ...] = ()
    position: str = ""


class Handout(msgspec.Struct, frozen=True, kw_only=True):
    """What one copy says; ``rests_on`` are the parts of the edition it shows."""

    heading: Heading
    title: str
    about: str
    notice: str
    plate: PrintedFigure | None
    known: tuple[VerdictLine, ...]
    unsettled: tuple[VerdictLine, ...]
    closed: tuple[str, ...]  # as questions: no sentence leaves the studio unjudged
    exercises: tuple[Card, ...]
    rests_on: tuple[PartRef, ...]


def handout(lesson: Lesson, known: Disclosure, heading: Heading) -> Handout:
    """One person's copy: a verdict stands in it only if it is open to that person."""
    verdicts = [(row, known.verdict(row.ref)) for row in lesson.docket]
    opened = [(row, verdict) for row, verdict in verdicts if verdict]
    return Handout(
        heading=heading,
        title=lesson.title,
        about=_first(lesson.summary),
        notice=lesson.notice,
        plate=_plate(lesson.figures[0]) if lesson.figures else None,
        known=tuple(_finding(lesson, *each) for each in opened if each[1].settled),
        unsettled=tuple(_finding(lesson, *each) for each in opened if not each[1].settled),
        closed=tuple(row.asked for row, verdict in verdicts if not verdict),
        exercises=tuple(_card(exercise) for exercise in lesson.exercises),
        rests_on=_shown(lesson, {row.ref for row, _ in opened}),
    )


def _first(text: str) -> str:
    return _SENTENCE.split(text)[0]


def _plate(figure: Figure) -> PrintedFigure:
    drawing = Drawing.read(figure.svg).inline(figure.ref, figure.title, figure.description)
    return PrintedFigure(title=figure.title, svg=drawing)


def _finding(lesson: Lesson, row: DocketRow, verdict: Verdict) -> VerdictLine:
    first = _first(verdict.brief)
    return VerdictLine(
        first=first,
        rest=verdict.brief.removeprefix(first).strip(),
        label=verdict.label,
        grade=verdict.grade,
        by=_whose(lesson, row) if verdict.settled else "The question was",
        said=row.wording if verdict.settled else row.asked,
    )


def _whose(lesson: Lesson, row: DocketRow) -> str:
    by_readers = any(claim.comments for claim in lesson.claims if claim.ref in row.claims)
    return "A reader says" if by_readers else "The article says"


def _card(exercise: Exercise) -> Card:
    if sum(len(each.text) for each in exercise.firm) > CARE:
        return Card(name=exercise.name, minutes=exercise.minutes)
    return Card(
        name=exercise.name,
        minutes=exercise.minutes,
        precautions=exercise.firm,
        position=exercise.position.text,
    )


def _shown(lesson: Lesson, opened: set[str]) -> tuple[PartRef, ...]:
    return (
        PartRef("lesson", lesson.ref),
        *(PartRef("figure", figure.ref) for figure in lesson.figures[:1]),
        *(PartRef("exercise", exercise.ref) for exercise in lesson.exercises),
        *(
            PartRef("docket_row" if row.ref in opened else "wording", row.ref)
            for row in lesson.docket
        ),
    )
