"""Quizzes: which questions are live, how many there are of each kind, and what a gap text is."""

from __future__ import annotations

import msgspec
import pytest

from quizzes.kinds import is_live
from quizzes.kinds.numeric import Numeric
from quizzes.quiz import Quiz
from tests.questions import a_quiz, one_of_each_kind, one_of_each_live_kind
from tests.quizzes.samples.gaps import a_gaps
from tests.quizzes.samples.hotspot import a_hotspot
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.numeric import a_numeric
from tests.quizzes.samples.single import a_single


def test_a_question_on_a_figure_is_kept_and_not_live() -> None:
    assert not is_live(a_label())
    assert not is_live(a_hotspot())
    assert a_quiz().live == one_of_each_live_kind()
    assert a_quiz().waiting == {a_label().ref, a_hotspot().ref}


def test_a_quiz_counts_its_questions_by_kind() -> None:
    quiz = a_quiz(a_single(), a_numeric(), a_single(ref="other"), a_label())

    assert quiz.kinds == {"single": 2, "numeric": 1, "label": 1}


@pytest.mark.parametrize(("counting", "needed"), [(1, 1), (5, 4), (6, 5), (55, 44)])
def test_a_quiz_says_how_many_count_and_how_many_pass(counting: int, needed: int) -> None:
    asked = [a_single(ref=f"q{number}") for number in range(counting)]

    quiz = a_quiz(*asked, a_numeric(counts=False), a_label())

    assert (quiz.counting, quiz.needed) == (counting, needed)


def test_a_quiz_written_before_there_was_a_blueprint_keeps_its_bytes() -> None:
    written = msgspec.json.encode(a_quiz(a_single()))

    assert b"blueprint" not in written
    assert b"topic" not in written
    assert msgspec.json.decode(written, type=Quiz).blueprint == ()


def test_a_quiz_is_the_same_after_json() -> None:
    quiz = a_quiz(*one_of_each_kind())

    assert msgspec.json.decode(msgspec.json.encode(quiz), type=Quiz) == quiz


def test_a_gap_text_comes_apart_at_its_gaps() -> None:
    question = a_gaps(text="[[y]] and [[x]].")

    assert question.blanks == ("y", "x")
    assert question.pieces == ("", " and ", ".")


def test_a_label_shows_no_list_of_its_own() -> None:
    assert a_label().lists == {}
    assert list(a_hotspot().lists) == ["zones"]


@pytest.mark.parametrize("field", ["answer", "tolerance"])
@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e13])
def test_a_number_that_cannot_be_written_is_no_answer(field: str, value: float) -> None:
    written = msgspec.to_builtins(a_numeric()) | {field: value}

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(written, Numeric)
