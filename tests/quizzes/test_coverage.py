"""A blueprint is kept: whatever it owes, and whatever stands outside it, is named."""

from __future__ import annotations

from typing import Any

import pytest

from quizzes.checking import problems
from quizzes.kinds import AnyQuestion
from quizzes.quiz import Quiz
from quizzes.topic import Topic
from tests.builders import a_lesson
from tests.debates import a_debated_lesson
from tests.questions import a_quiz
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.numeric import a_numeric
from tests.quizzes.samples.single import a_single


def a_topic(ref: str, **changes: Any) -> Topic:
    """A topic that owes one question."""
    fields: dict[str, Any] = {"title": ref.capitalize(), "least": 1}
    return Topic(ref=ref, **fields | changes)


ARCH = a_topic("arch", objective=1)
OPEN = a_topic("open", counts=False)


def on_arch(**changes: Any) -> AnyQuestion:
    """A question of the topic that counts."""
    return a_single(**{"topic": "arch"} | changes)


def opinion(**changes: Any) -> AnyQuestion:
    """A question of the topic that does not count."""
    return a_numeric(**{"topic": "open", "counts": False} | changes)


def a_planned_quiz(*questions: AnyQuestion, **changes: Any) -> Quiz:
    """A quiz with two topics, and a question on each."""
    planned = {"blueprint": (ARCH, OPEN)} | changes
    return a_quiz(*(questions or (on_arch(), opinion())), **planned)


def found(quiz: Quiz) -> list[str]:
    return [str(problem) for problem in problems(quiz, a_lesson())]


def test_a_blueprint_that_is_kept_has_no_problem() -> None:
    assert found(a_planned_quiz()) == []


@pytest.mark.parametrize(
    ("quiz", "said"),
    [
        (
            a_planned_quiz(blueprint=(a_topic("arch", objective=1, least=3), OPEN)),
            "blueprint[0].least: is 3, and arch has 1 live; write more",
        ),
        (
            a_planned_quiz(on_arch(), a_label(topic="open", counts=False)),
            "blueprint[1].least: is 1, and open has 0 live; write more",
        ),
        (
            a_planned_quiz(on_arch(), opinion(), a_single(ref="stray")),
            "questions[2].topic: is missing; name one of the blueprint",
        ),
        (
            a_planned_quiz(on_arch(), opinion(), on_arch(ref="lost", topic="toe")),
            "questions[2].topic: names toe, which is no topic of the blueprint here; correct it",
        ),
        (
            a_planned_quiz(on_arch(), opinion(), on_arch(ref="light", counts=False)),
            "questions[2].counts: is false, and true for arch; make them agree",
        ),
        (
            a_planned_quiz(on_arch(), opinion(), opinion(ref="heavy", counts=True)),
            "questions[2].counts: is true, and false for open; make them agree",
        ),
        (
            a_planned_quiz(blueprint=(ARCH, OPEN, a_topic("arch", objective=1))),
            "blueprint[2].ref: is 'arch' again; choose another",
        ),
        (
            a_planned_quiz(blueprint=(ARCH, a_topic("open", counts=False, objective=2))),
            "blueprint[1].objective: is 2, and the lesson has 1; correct it",
        ),
        (
            a_planned_quiz(blueprint=(a_topic("arch"), a_topic("open", counts=False, objective=1))),
            "blueprint: has no topic that counts on objective 1; add one",
        ),
    ],
)
def test_what_a_blueprint_owes_is_named(quiz: Quiz, said: str) -> None:
    assert found(quiz) == [f"feet.yaml, {said}"]


def test_a_topic_without_a_blueprint_is_named() -> None:
    [said] = found(a_quiz(on_arch()))

    assert said.startswith("feet.yaml, questions[0].topic: names arch, which is no topic of the")


def test_a_quiz_without_a_blueprint_owes_none() -> None:
    assert found(a_quiz()) == []


def test_a_claim_put_to_debate_without_a_question_is_named() -> None:
    about = a_single(ref="about-c1", rows=("d1",), claims=("c1",))
    argued = a_single(ref="argued", rows=("d2",), counts=False)

    said = [str(problem) for problem in problems(a_quiz(about, argued), a_debated_lesson())]

    assert said == ["feet.yaml, questions: have none on claim c2 of d2; write one"]
