"""The outline: source paragraphs, their numbers, credit, and nothing left empty."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.lesson import Lesson
from lessons.problem import Problem
from lessons.texts import texts


def outline(lesson: Lesson) -> Iterator[Problem]:
    """What lesson.yaml says about the whole lesson and does not hold."""
    yield from _paragraphs(lesson)
    yield from _credit(lesson)
    yield from _empty(lesson)


def misnumbered(file: str, field: str, numbers: list[int]) -> Iterator[Problem]:
    """The numbers that do not count on from 1."""
    for index, number in enumerate(numbers):
        if number != index + 1:
            text = f"is {number}, where {index + 1} comes next; number without a gap"
            yield Problem(file, f"{field}[{index}].number", text)


def _in_lesson(field: str, text: str) -> Problem:
    return Problem("lesson.yaml", field, text)


def _paragraphs(lesson: Lesson) -> Iterator[Problem]:
    """The source's paragraphs are numbered in order, and sections restate each of them."""
    numbers = [paragraph.number for paragraph in lesson.source.paragraphs]
    yield from misnumbered("lesson.yaml", "source.paragraphs", numbers)
    for index, section in enumerate(lesson.sections):
        for number in sorted(set(section.paragraphs) - set(numbers)):
            text = f"names {number}, which the source does not have; correct the number"
            yield _in_lesson(f"sections[{index}].paragraphs", text)
    restated = {number for section in lesson.sections for number in section.paragraphs}
    for number in sorted(set(numbers) - restated):
        text = f"has {number}, which no section restates; name it in the section that does"
        yield _in_lesson("source.paragraphs", text)


def _credit(lesson: Lesson) -> Iterator[Problem]:
    if lesson.source.author and not lesson.source.author_basis:
        yield _in_lesson("source.author_basis", "is missing; say how the author is known")


def _empty(lesson: Lesson) -> Iterator[Problem]:
    for text in texts(lesson):
        if not text.text.strip():
            yield Problem(text.file, text.field, "is empty; write it or remove it")
