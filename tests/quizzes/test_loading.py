"""Quizzes on disk: read strictly, and refused by file and field."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from lessons.problem import ContentError
from quizzes.kinds.single import Single
from quizzes.loading import load_quiz
from tests.builders import write_yaml
from tests.questions import a_quiz

QUIZ = """\
ref: feet
title: Feet
introduction: Say what springs.
questions:
  - kind: single
    ref: spring
    stem: Does it spring?
    section: the-spring
    explanation: It does.
    options:
      - {ref: a, text: Yes, correct: true}
      - {ref: b, text: No, feedback: Then walk.}
"""
NUMERIC = """\
  - {kind: numeric, ref: n, stem: s, section: s, explanation: e, if_wrong: w,
     answer: 4, tolerance: 0}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "feet.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(file: Path) -> str:
    with pytest.raises(ContentError) as refused:
        load_quiz(file)
    return str(refused.value)


def test_a_file_becomes_a_quiz(tmp_path: Path) -> None:
    quiz = load_quiz(written(tmp_path, QUIZ))

    [question] = quiz.questions
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["Yes", "No"]
    assert quiz.policy.attempts == 3
    assert quiz.policy.pass_share == 0.8


def test_a_quiz_of_every_kind_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_yaml(msgspec.to_builtins(a_quiz()), tmp_path / "feet.yaml")

    assert load_quiz(tmp_path / "feet.yaml") == a_quiz()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("ref: feet", "ref: hands", "ref: is hands, and the file is named feet; make them agree"),
        ("kind: single", "kind: essay", "questions[0].kind: is 'essay', which is not one of the"),
        ("    stem: Does it spring?\n", "", "questions[0].stem: is missing; add it"),
        ("correct: true", "corect: true", "questions[0].options[0].corect: is not a field known"),
        ("correct: true", "correct: yes", "questions[0].options[0].correct: should be true or"),
        ("ref: spring", "ref: spring\n    live: false", "questions[0].live: is not a field known"),
        ("title: Feet", "title: Feet\npolicy: {attempts: 0}", "policy.attempts: should be 1 or"),
        ("title: Feet", "title: Feet\npolicy: {pass_share: 1.1}", "policy.pass_share: should be"),
        (
            "title: Feet",
            "title: Feet\npolicy: {pass_share: 0}",
            "policy.pass_share: should be",
        ),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in QUIZ

    file = written(tmp_path, QUIZ.replace(before, after))

    assert refusal(file).startswith(f"feet.yaml, {said}")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("answer: 4", "answer: .inf", "answer: should be 1000000000000.0 or less"),
        ("answer: 4", "answer: .nan", "answer: should be -1000000000000.0 or more"),
        ("tolerance: 0", "tolerance: -1", "tolerance: should be 0.0 or more"),
    ],
)
def test_a_number_out_of_bounds_is_named(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    file = written(tmp_path, QUIZ + NUMERIC.replace(before, after))

    assert refusal(file) == f"feet.yaml, questions[1].{said}"


def test_a_quiz_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "feet.yaml").startswith("feet.yaml: cannot be read from")
