"""The minutes a lesson promises are those its words take."""

from __future__ import annotations

import pytest

from lessons.checking import problems
from lessons.lesson import Lesson
from tests.builders import BODY, a_lesson, a_section


def said(lesson: Lesson) -> list[str]:
    return [str(problem) for problem in problems(lesson)]


def long_and_short(words: int, minutes: float) -> Lesson:
    """A lesson whose first section has so many words and promises so many minutes."""
    long = a_section(body=f"{BODY}\n{'word ' * (words - 9)}\n", minutes=minutes)
    return a_lesson(sections=(long, a_lesson().sections[1]), minutes=words / 200 + 1)


@pytest.mark.parametrize(("words", "minutes"), [(400, 2), (380, 2), (440, 2), (410, 2.25)])
def test_minutes_within_a_tenth_are_sound(words: int, minutes: float) -> None:
    assert said(long_and_short(words, minutes)) == []


@pytest.mark.parametrize(
    ("words", "minutes", "takes"), [(360, 2, "1.8"), (460, 2, "2.3"), (600, 2, "3.0")]
)
def test_a_section_off_by_more_than_a_tenth_is_named(
    words: int, minutes: float, takes: str
) -> None:
    assert said(long_and_short(words, minutes)) == [
        (
            f"lesson.yaml, sections[0].minutes: is {minutes}, and {words} words take {takes} "
            "to read at 200 a minute; write what they take, exercises apart"
        )
    ]


@pytest.mark.parametrize("minutes", [1, 3])
def test_a_lesson_off_by_more_than_a_tenth_is_named(minutes: int) -> None:
    assert said(a_lesson(minutes=minutes)) == [
        (
            f"lesson.yaml, minutes: is {minutes}, and 10 words take 2.0 to read at 200 a minute; "
            "write what they take, exercises apart"
        )
    ]
