"""Client sheet: what a client takes home, in plain words and without a claim about the body."""

from __future__ import annotations

import msgspec

from lessons.excerpt import Passage
from lessons.exercise import Exercise
from lessons.lesson import Lesson
from quizzes.parts import PartRef
from trainer.handouts.document.card import Card
from trainer.handouts.document.lesson import lesson_cautions, lesson_cues, sections_of
from trainer.handouts.kind import Kind


class ClientSheet(msgspec.Struct, frozen=True, kw_only=True, tag="client"):
    """What to do at home, words to do it by, and when to get help."""

    title: str
    exercises: tuple[Card, ...]
    words: tuple[str, ...]
    urgencies: tuple[Passage, ...]
    rests_on: tuple[PartRef, ...]
    kind: Kind = Kind.CLIENT


def client_sheet(lesson: Lesson) -> ClientSheet:
    """What of a lesson a client can take home, the same from every teacher.

    Of a table of words the second column alone: in the first stands what not to say.
    """
    taken, cues = _beginning(lesson), lesson_cues(lesson)
    sorting = [each for each in lesson_cautions(lesson) if each.sorts]
    return ClientSheet(
        title=lesson.title,
        exercises=tuple(Card.for_client(exercise) for exercise in taken),
        words=tuple(row[1] for table in cues for row in table.rows),
        urgencies=tuple(each for caution in sorting for each in caution.urgencies),
        rests_on=(
            PartRef("lesson", lesson.ref),
            *sections_of(*cues, *sorting),
            *(PartRef("exercise", exercise.ref) for exercise in taken),
        ),
    )


def _beginning(lesson: Lesson) -> list[Exercise]:
    """The exercises that nothing comes before, and those that their own steps name."""
    first = [each for each in lesson.exercises if not each.after]
    named = [each for each in lesson.exercises if any(_names(one, each) for one in first)]
    return [each for each in lesson.exercises if each in first or each in named]


def _names(exercise: Exercise, other: Exercise) -> bool:
    return any(other.name in step.text for step in exercise.steps)
