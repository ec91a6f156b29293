"""Attempts: what one comes to as a whole, and whether there may be another."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.attempt import Outcome, may_start, outcome
from quizzes.choice import Picks
from quizzes.kinds import AnyAnswer, LiveQuestion
from quizzes.kinds.matching import Pair
from quizzes.layout import lay_out
from quizzes.quiz import AttemptRules, Quiz
from quizzes.rows import Fill
from tests.questions import a_quiz
from tests.quizzes.pieces import items
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.matching import a_matching
from tests.quizzes.samples.single import a_single
from tests.quizzes.strategies import questions_with_answers

RIGHT, WRONG = Picks(options=("a",)), Picks(options=("b",))


def singles(number: int, **policy: float) -> Quiz:
    """A quiz of that many questions, q0 and on."""
    questions = [a_single(ref=f"q{index}") for index in range(number)]
    return a_quiz(*questions, policy=AttemptRules(**policy))  # type: ignore[arg-type] # pass_share alone


def outcome_of(quiz: Quiz, answers: dict[str, AnyAnswer]) -> Outcome:
    return outcome(quiz, lay_out(quiz, seed=1), answers)


def right_in(quiz: Quiz, right: int) -> Outcome:
    refs = [question.ref for question in quiz.questions]
    return outcome_of(quiz, {ref: RIGHT if at < right else WRONG for at, ref in enumerate(refs)})


def test_all_right_is_a_pass() -> None:
    quiz = a_quiz()

    result = outcome_of(quiz, {question.ref: question.key for question in quiz.live})

    every = len(quiz.live)
    assert (result.fraction, result.passed, result.counted, result.right) == (1, True, every, every)


def test_what_is_not_answered_is_blank() -> None:
    result = outcome_of(singles(2), {"q1": RIGHT})

    assert result.fraction == 0.5
    assert [result.marks[ref].state for ref in ("q0", "q1")] == ["blank", "right"]
    assert result.marks["q0"].read_again == "the-spring"


@pytest.mark.parametrize("number", [5, 10, 15, 20, 25, 35, 45])
def test_four_fifths_exactly_is_a_pass_and_one_less_is_not(number: int) -> None:
    enough = number * 4 // 5

    assert right_in(singles(number), enough).passed
    assert not right_in(singles(number), enough - 1).passed


@pytest.mark.parametrize(("share", "right"), [(0.7, 7), (0.3, 3), (0.6, 6), (1.0, 10)])
def test_any_share_passes_when_it_is_met_exactly(share: float, right: int) -> None:
    quiz = singles(10, pass_share=share)

    assert right_in(quiz, right).passed
    assert not right_in(quiz, right - 1).passed


def test_parts_that_add_up_to_four_fifths_are_a_pass() -> None:
    pairs = tuple(Pair(ref=ref, text=f"Row {ref}", match=ref) for ref in "abcde")
    matching = a_matching(pairs=pairs, choices=items(*"abcde"))
    quiz = a_quiz(matching, a_single(ref="q0"), a_single(ref="q1"))
    two_of_five = Fill(rows={"a": "a", "b": "b"})

    result = outcome_of(quiz, {"matching": two_of_five, "q0": RIGHT, "q1": RIGHT})

    assert (0.4 + 1 + 1) / 3 < 0.8
    assert result.fraction == 0.8
    assert result.passed
    assert result.right == 2


def test_a_question_that_does_not_count_changes_nothing() -> None:
    opinion = a_single(ref="opinion", counts=False)
    quiz = a_quiz(a_single(), opinion)

    results = [outcome_of(quiz, {"single": RIGHT, "opinion": answer}) for answer in (RIGHT, WRONG)]

    assert [result.fraction for result in results] == [1, 1]
    assert [result.counted for result in results] == [1, 1]
    assert [result.marks["opinion"].state for result in results] == ["right", "wrong"]


def test_a_question_that_is_not_live_is_not_marked() -> None:
    result = outcome_of(a_quiz(a_single(), a_label()), {"single": RIGHT})

    assert list(result.marks) == ["single"]


def test_marks_stand_in_the_order_shown() -> None:
    quiz = singles(6)
    layout = lay_out(quiz, seed=5)

    result = outcome(quiz, layout, {})

    assert list(result.marks) == [each.question for each in layout.questions]


def test_a_quiz_in_which_nothing_counts_is_not_passed() -> None:
    result = outcome_of(a_quiz(a_single(counts=False)), {"single": RIGHT})

    assert (result.fraction, result.passed, result.counted) == (0, False, 0)


@pytest.mark.parametrize(("right", "percent"), [(0, 0), (1, 14), (2, 28), (5, 71), (7, 100)])
def test_per_cent_are_rounded_down(right: int, percent: int) -> None:
    assert right_in(singles(7), right).percent == percent


@pytest.mark.parametrize("right", range(0, 101, 7))
def test_whole_per_cent_are_shown_whole(right: int) -> None:
    assert right_in(singles(100), right).percent == right


@given(st.lists(questions_with_answers(), min_size=1, max_size=4), st.integers(1, 99))
def test_another_layout_gives_the_same_outcome(
    asked: list[tuple[LiveQuestion, AnyAnswer]], seed: int
) -> None:
    questions = [msgspec.structs.replace(one, ref=f"q{at}") for at, (one, _) in enumerate(asked)]
    answers = {f"q{at}": answer for at, (_, answer) in enumerate(asked)}
    quiz = a_quiz(*questions)

    results = [outcome(quiz, lay_out(quiz, number), answers) for number in (0, seed)]

    assert results[0] == results[1]
    assert 0 <= results[0].fraction <= 1


def test_there_are_three_attempts() -> None:
    allowed = [may_start(AttemptRules(), so_far, passed=False) for so_far in range(5)]

    assert allowed == [True, True, True, False, False]


def test_there_is_no_attempt_after_a_pass() -> None:
    assert not may_start(AttemptRules(), 1, passed=True)
