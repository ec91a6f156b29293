"""Exercise cards: what a teacher has at hand beside the reformer."""

from __future__ import annotations

import msgspec

from lessons.excerpt import Table
from lessons.lesson import Lesson
from quizzes.parts import PartRef
from trainer.handouts.document.card import Card
from trainer.handouts.document.lesson import lesson_cues, sections_of
from trainer.handouts.kind import Kind


class CardsSheet(msgspec.Struct, frozen=True, kw_only=True, tag="cards"):
    """A card an exercise, and one with words for a client. They name no row of the docket."""

    title: str
    exercises: tuple[Card, ...]
    cues: tuple[Table, ...]
    rests_on: tuple[PartRef, ...]
    kind: Kind = Kind.CARDS


def cards_sheet(lesson: Lesson) -> CardsSheet:
    """The cards of a lesson, the same for everybody."""
    cues = lesson_cues(lesson)
    return CardsSheet(
        title=lesson.title,
        exercises=tuple(Card.of(exercise) for exercise in lesson.exercises),
        cues=cues,
        rests_on=(
            PartRef("lesson", lesson.ref),
            *sections_of(*cues),
            *(PartRef("exercise", exercise.ref) for exercise in lesson.exercises),
        ),
    )
