"""The minutes: what a lesson promises is what its words take."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.lesson import Lesson
from lessons.pace import WORDS_PER_MINUTE, is_true, reading, words
from lessons.problem import Problem


def minutes(lesson: Lesson) -> Iterator[Problem]:
    """Minutes of reading that are off by more than a tenth, in a section or in all."""
    for index, section in enumerate(lesson.sections):
        takes = reading(section.body)
        if not is_true(section.minutes, takes):
            count = words(section.body)
            yield _off(f"sections[{index}].minutes", section.minutes, count, takes)
    takes = sum(reading(section.body) for section in lesson.sections)
    if not is_true(lesson.minutes, takes):
        yield _off("minutes", lesson.minutes, sum(words(s.body) for s in lesson.sections), takes)


def _off(field: str, said: float, count: int, takes: float) -> Problem:
    text = (
        f"is {said:g}, and {count} words take {takes:.1f} to read at {WORDS_PER_MINUTE} a minute; "
        "write what they take, exercises apart"
    )
    return Problem("lesson.yaml", field, text)
