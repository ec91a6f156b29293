"""One reference damaged anywhere in a quiz is found, with its file and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from lessons.lesson import Lesson
from lessons.problem import ContentError, Problem
from lessons.yaml import as_struct, plain_values
from quizzes import loading
from quizzes.checking import problems
from quizzes.loading import load_shipped
from quizzes.quiz import Quiz
from quizzes.topic import Topic
from tests.debates import a_debated_lesson
from tests.lessons.damage import Damage, damaged_values
from tests.questions import a_quiz, one_of_each_kind, one_of_each_live_kind
from tests.quizzes.samples.ordering import an_ordering
from tests.quizzes.samples.single import a_single

ABOUT = {"claims": ("c1",), "rows": ("d1",), "sources": ("keller-1990",), "topic": "feet"}
FEET = a_quiz(
    *(replace(question, topic="feet") for question in one_of_each_kind()),
    a_single(ref="settled", **ABOUT),
    a_single(ref="opinion", rows=("d2",), claims=("c2",), topic="argued", counts=False),
    an_ordering(ref="tied", ties=(("a", "b"),), topic="feet"),
    blueprint=(
        Topic(ref="feet", title="Feet", least=len(one_of_each_live_kind()) + 2, objective=1),
        Topic(ref="argued", title="What is argued", least=1, counts=False),
    ),
)


def damages(values: dict[str, Any], file: str) -> list[Damage]:
    """Every damage but that to the quiz's own ref, which must be the name of its file."""
    return [each for each in damaged_values(values, file) if not each.was.startswith("('ref',)")]


def found(damage: Damage, lesson: Lesson) -> list[Problem]:
    try:
        return problems(as_struct(damage.content, damage.file, Quiz), lesson)
    except ContentError as error:
        return [error.problem]


def missed(quiz: list[Damage], lesson: Lesson) -> list[str]:
    return [
        damage.was
        for damage in quiz
        if not any(each.file == damage.file and each.field for each in found(damage, lesson))
    ]


def test_every_damaged_reference_is_found() -> None:
    every = damages(msgspec.json.decode(msgspec.json.encode(FEET)), "feet.yaml")

    damaged = {each.was.partition(", '")[0] for each in every}
    assert {f"('questions', {index}" for index in range(len(FEET.questions))} <= damaged
    assert len(every) >= 65
    assert missed(every, a_debated_lesson()) == []


def test_an_undamaged_quiz_is_sound() -> None:
    assert problems(FEET, a_debated_lesson()) == []


@pytest.fixture(scope="module")
def shipped() -> Lesson:
    return load_shipped("psoas").lesson


def test_every_damaged_reference_of_the_shipped_quiz_is_found(shipped: Lesson) -> None:
    file = Path(loading.SHIPPED) / "psoas.yaml"
    values: Any = plain_values(file.read_text(encoding="utf-8"), file.name)

    assert missed(damages(values, file.name), shipped) == []
