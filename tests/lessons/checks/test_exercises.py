"""Every exercise is complete, comes after what prepares it, and stands in the text once."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.checking import problems
from lessons.exercise import Precaution
from lessons.lesson import Lesson
from tests.builders import BODY, a_lesson, a_section
from tests.debates import ARGUED, a_debated_lesson, an_exercise


def said(lesson: Lesson) -> list[str]:
    return [str(problem) for problem in problems(lesson)]


def walking(**changes: Any) -> Lesson:
    return a_debated_lesson(exercises=(an_exercise("stand"), an_exercise("walk", **changes)))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"precautions": ()}, "precautions: is empty; say what to take care of, and when to stop"),
        ({"steps": ()}, "steps: is empty; say what to do"),
        ({"claims": ("c9",)}, "claims: names c9, which is no claim here; correct it"),
        ({"after": ("run",)}, "after: names run, which is no exercise here; correct it"),
        ({"after": ("walk",)}, "after: leads back to walk; correct the order"),
        ({"name": ""}, "name: is empty; write it or remove it"),
    ],
)
def test_a_damaged_card_is_named(changes: dict[str, Any], problem: str) -> None:
    assert said(walking(**changes)) == [f"exercises.yaml, exercises[1].{problem}"]


def test_a_precaution_says_what_it_asks() -> None:
    kindless = (Precaution(text="Mind the step.", by="editor"),)

    assert said(walking(precautions=kindless)) == [
        (
            "exercises.yaml, exercises[1].precautions[0].kind: is missing; "
            "say what it asks: stop, leave_out, adapt, setup"
        )
    ]


def test_exercises_that_wait_for_each_other_are_named() -> None:
    circle = (an_exercise("stand", after=("walk",)), an_exercise("walk", after=("stand",)))

    assert said(a_debated_lesson(exercises=circle)) == [
        "exercises.yaml, exercises[0].after: leads back to stand; correct the order",
        "exercises.yaml, exercises[1].after: leads back to walk; correct the order",
    ]


@pytest.mark.parametrize(
    ("block", "times"), [("", 0), (2 * "::: exercise walk\n:::\n\n", 2)], ids=["never", "twice"]
)
def test_an_exercise_stands_in_the_text_once(block: str, times: int) -> None:
    body = BODY + ARGUED.replace("::: exercise walk\n:::\n", block)
    lesson = a_debated_lesson(sections=(a_section(body=body), a_lesson().sections[1]))

    [problem] = said(lesson)
    assert problem == (
        f"exercises.yaml, exercises[1].ref: is walk, which stands in the text {times} times;"
        " write ::: exercise walk once"
    )
