"""Pace: what is read and what is done of a section, in minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.pace import WORDS_PER_MINUTE, doing, is_true, reading, words
from tests.builders import a_section
from tests.debates import a_debated_lesson


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("", 0),
        ("The [arch]{term=arch} is *a* spring.", 5),
        ("## Two words\n\n- one – two\n- T12–L1", 5),
        ("| a | b |\n|---|---|\n| c d | e |", 5),
        ("::: figure foot\nThe foot.\n:::", 2),
        ("::: exercise stand\n:::", 0),
        ("::: recall Who springs?\nThe arch.\n:::", 4),
        ("::: note Hold this thought\nWhy?\n:::", 4),
        ("It springs.[^1]\n\n[^1]: Keller A. Feet. J Feet 1990;1:1–2.", 2),
    ],
)
def test_the_words_that_are_read_are_counted_and_no_notes(body: str, count: int) -> None:
    assert words(body) == count


@given(st.integers(1, 20))
def test_a_minute_is_two_hundred_words_and_nothing_takes_less(minutes: int) -> None:
    assert WORDS_PER_MINUTE == 200
    assert reading("word " * 200 * minutes) == minutes
    assert reading("word " * minutes) == 1


@pytest.mark.parametrize(
    ("minutes", "takes", "near"),
    [(2, 2, True), (2.25, 2.05, True), (2.25, 2.04, False), (1.75, 1.95, False), (2, 2.2, True)],
)
def test_minutes_are_true_within_a_tenth(minutes: float, takes: float, *, near: bool) -> None:
    assert is_true(minutes, takes) is near


def test_what_is_done_in_a_section_are_the_exercises_in_it() -> None:
    lesson = a_debated_lesson()

    assert doing(lesson.sections[0], lesson) == lesson.doing == 4
    assert doing(a_section(body="Less."), lesson) == 0
