"""Marks: what an answer of each kind earns, and what is said of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answer import Amount, AnyAnswer, Fill, Judgement, Order, Picks
from quizzes.answering import parse
from quizzes.grading import Feedback, Mark, grade
from quizzes.key import correct
from quizzes.layout import place
from quizzes.quiz import Gaps, LiveQuestion, Matching, Multiple, Ordering, TrueFalse
from tests.questions import (
    a_gaps,
    a_matching,
    a_multiple,
    a_numeric,
    a_single,
    a_true_false,
    a_vignette,
    an_option,
    an_ordering,
    items,
    options,
)
from tests.quizzes.strategies import (
    answers,
    gaps,
    live_questions,
    matchings,
    multiples,
    orderings,
    questions_with_answers,
)


def picks(refs: str) -> Picks:
    return Picks(options=tuple(refs))


@given(live_questions())
def test_the_right_answer_earns_everything(question: LiveQuestion) -> None:
    mark = grade(question, correct(question))

    assert mark.fraction == 1
    assert mark.state == "right"
    assert mark.read_again is None
    assert all(feedback.right for feedback in mark.feedback)


@given(live_questions(), st.integers(0, 1000))
def test_a_blank_earns_nothing_and_is_told_nothing(question: LiveQuestion, seed: int) -> None:
    blank = parse(question, place(question, seed), {})

    assert grade(question, blank) == Mark(fraction=0, state="blank", read_again="the-spring")


@given(questions_with_answers())
def test_a_mark_is_never_outside_its_bounds(asked: tuple[LiveQuestion, AnyAnswer]) -> None:
    question, answer = asked

    mark = grade(question, answer)

    assert 0 <= mark.fraction <= 1
    assert (mark.state == "right") == (mark.fraction == 1) == (mark.read_again is None)
    assert (mark.state == "partial") == (0 < mark.fraction < 1)
    assert (mark.state == "blank") == answer.blank


@given(multiples(), st.data())
def test_a_right_tick_never_lowers_and_a_wrong_one_never_raises(
    question: Multiple, data: st.DataObject
) -> None:
    answer = data.draw(answers(question))
    before = grade(question, answer).fraction

    for option in question.options:
        after = grade(question, Picks(options=(*answer.options, option.ref))).fraction
        if option.ref not in answer.options:
            assert after >= before if option.correct else after <= before


@given(st.one_of(matchings(), gaps()), st.data())
def test_a_row_filled_right_never_lowers_and_one_filled_wrong_never_raises(
    question: Matching | Gaps, data: st.DataObject
) -> None:
    answer, more = data.draw(answers(question)), data.draw(answers(question))
    key: Any = correct(question)
    before = grade(question, answer).fraction

    for row, choice in more.rows.items():
        after = grade(question, Fill(rows={row: choice} | answer.rows)).fraction
        if row not in answer.rows:
            assert after > before if choice == key.rows[row] else after == before


@given(orderings(), st.data())
def test_one_more_item_put_in_its_place_never_lowers(
    question: Ordering, data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=8, max_size=8))
    refs = [item.ref for item in question.items]
    placed = tuple(ref if keep else None for ref, keep in zip(refs, kept, strict=False))
    before = grade(question, Order(items=placed)).fraction

    for index, ref in enumerate(refs):
        more = (*placed[:index], ref, *placed[index + 1 :])
        assert grade(question, Order(items=more)).fraction >= before


@given(st.builds(a_true_false, answer=st.booleans()), st.builds(Judgement, holds=st.booleans()))
def test_a_right_reason_never_lowers_and_a_wrong_one_never_raises(
    question: TrueFalse, verdict: Judgement
) -> None:
    before = grade(question, verdict).fraction

    for reason in question.reasons:
        after = grade(question, msgspec.structs.replace(verdict, reason=reason.ref)).fraction
        assert after >= before if reason.correct else after == before


@pytest.mark.parametrize("question", [a_single(), a_vignette()], ids=lambda question: question.kind)
def test_a_wrong_choice_is_told_what_it_reveals(question: LiveQuestion) -> None:
    assert grade(question, picks("b")) == Mark(
        fraction=0,
        state="wrong",
        feedback=(Feedback(on="b", right=False, text="You chose b"),),
        read_again="the-spring",
    )


@pytest.mark.parametrize(
    ("ticked", "fraction"),
    [
        ("abc", 1),
        ("ab", 2 / 3),
        ("a", 1 / 3),
        ("abcd", 0.5),
        ("abcde", 0),
        ("abd", 1 / 6),
        ("ad", 0),
        ("de", 0),
    ],
)
def test_a_multiple_is_marked_by_balance(ticked: str, fraction: float) -> None:
    assert grade(a_multiple(), picks(ticked)).fraction == pytest.approx(fraction)


@given(multiples())
def test_ticking_everything_earns_nothing(question: Multiple) -> None:
    everything = Picks(options=tuple(option.ref for option in question.options))

    assert grade(question, everything).fraction == 0


def test_where_all_options_are_right_the_share_ticked_counts() -> None:
    question = a_multiple(options=options("a", "b", right=("a", "b")))

    assert grade(question, picks("a")).fraction == 0.5


def test_exact_credit_is_all_or_nothing() -> None:
    question = a_multiple(credit="exact")

    fractions = [grade(question, picks(ticked)).fraction for ticked in ("abc", "ab", "abcd", "")]

    assert fractions == [1, 0, 0, 0]


def test_every_tick_is_told_whether_it_is_right() -> None:
    ticks = (an_option("a", correct=True, feedback=None), *options("b", "c", "d"))

    mark = grade(a_multiple(options=ticks), picks("ca"))

    assert mark.feedback == (
        Feedback(on="a", right=True, text=None),
        Feedback(on="c", right=False, text="You chose c"),
    )


@pytest.mark.parametrize(
    ("answer", "fraction"),
    [
        (Judgement(holds=True, reason="a"), 1),
        (Judgement(holds=True, reason="b"), 0.5),
        (Judgement(holds=True), 0.5),
        (Judgement(holds=False, reason="a"), 0),
        (Judgement(holds=False), 0),
        (Judgement(reason="a"), 0),
    ],
)
def test_a_reason_counts_only_with_the_right_verdict(answer: Judgement, fraction: float) -> None:
    assert grade(a_true_false(), answer).fraction == fraction


def test_a_wrong_verdict_and_its_reason_are_each_told() -> None:
    mark = grade(a_true_false(), Judgement(holds=False, reason="b"))

    assert mark.feedback == (
        Feedback(right=False, text="It does hold."),
        Feedback(on="b", right=False, text="You chose b"),
    )


def test_a_verdict_left_out_is_not_told_that_it_is_wrong() -> None:
    mark = grade(a_true_false(), Judgement(reason="b"))

    assert mark.state == "wrong"
    assert [feedback.on for feedback in mark.feedback] == ["b"]


@pytest.mark.parametrize("number", [39, 40, 41])
def test_a_number_within_the_tolerance_is_right(number: float) -> None:
    assert grade(a_numeric(), Amount(number=number)).state == "right"


def test_a_tolerance_is_met_exactly() -> None:
    question = a_numeric(answer=1.0, tolerance=0.1, traps=())

    states = [grade(question, Amount(number=number)).state for number in (0.9, 1.1, 1.1001)]

    assert states == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("number", "said"), [(60, "That is those without."), (60.5, "Count."), (-40, "Count.")]
)
def test_a_wrong_number_is_told_the_trap_it_fell_into(number: float, said: str) -> None:
    mark = grade(a_numeric(), Amount(number=number))

    assert mark.fraction == 0
    assert mark.feedback == (Feedback(right=False, text=said),)


@pytest.mark.parametrize(
    ("given_order", "fraction"),
    [("abcd", 1), ("bcda", 2 / 3), ("dabc", 2 / 3), ("abdc", 1 / 3), ("cdab", 2 / 3), ("dcba", 0)],
)
def test_an_ordering_is_marked_by_its_right_neighbours(given_order: str, fraction: float) -> None:
    mark = grade(an_ordering(), Order(items=tuple(given_order)))

    assert mark.fraction == pytest.approx(fraction)
    assert [feedback.text for feedback in mark.feedback] == ["From above."] * (fraction < 1)


@pytest.mark.parametrize(
    ("given_order", "fraction"),
    [("abcd", 1), ("abdc", 1), ("dcab", 2 / 3), ("bacd", 1 / 3), ("badc", 1 / 3)],
)
def test_items_of_a_tie_may_change_places(given_order: str, fraction: float) -> None:
    mark = grade(an_ordering(ties=(("c", "d"),)), Order(items=tuple(given_order)))

    assert mark.fraction == pytest.approx(fraction)


def test_each_tie_changes_places_by_itself() -> None:
    question = an_ordering(items=items(*"abcde"), ties=(("a", "b"), ("e", "c")))

    orders = [tuple(order) for order in ("abcde", "bacde", "baedc", "abedc", "cbade")]
    fractions = [grade(question, Order(items=order)).fraction for order in orders]

    assert fractions[:4] == [1, 1, 1, 1]
    assert fractions[4] < 1


def test_places_left_free_are_no_neighbours() -> None:
    mark = grade(an_ordering(), Order(items=("a", "b", None, None)))

    assert mark.fraction == pytest.approx(1 / 3)


def test_a_row_matched_wrongly_is_told_why() -> None:
    mark = grade(a_matching(), Fill(rows={"p": "c", "q": "b"}))

    assert mark.fraction == 0.5
    assert mark.feedback == (
        Feedback(on="p", right=False, text="Not so p"),
        Feedback(on="q", right=True, text=None),
    )


def test_a_row_matched_rightly_is_not_told_what_is_for_the_wrong() -> None:
    mark = grade(a_matching(), Fill(rows={"p": "a"}))

    assert mark.feedback == (Feedback(on="p", right=True, text=None),)


def test_a_gap_is_told_of_the_option_it_was_filled_with() -> None:
    mark = grade(a_gaps(), Fill(rows={"x": "b"}))

    assert mark.state == "wrong"
    assert mark.feedback == (Feedback(on="x", right=False, text="You chose b"),)
