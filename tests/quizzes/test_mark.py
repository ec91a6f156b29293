"""Marks: what an answer of each kind earns, and what is said of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.choice import Picks
from quizzes.kinds import LiveQuestion
from quizzes.kinds.gaps import Gaps
from quizzes.kinds.matching import Matching
from quizzes.kinds.multiple import Multiple
from quizzes.kinds.numeric import Amount
from quizzes.kinds.ordering import Order, Ordering
from quizzes.kinds.true_false import Judgement, TrueFalse
from quizzes.mark import Feedback, Mark
from quizzes.rows import Fill
from tests.quizzes.pieces import an_option, items, options
from tests.quizzes.samples.gaps import a_gaps, gaps
from tests.quizzes.samples.matching import a_matching, matchings
from tests.quizzes.samples.multiple import a_multiple, multiples
from tests.quizzes.samples.numeric import a_numeric
from tests.quizzes.samples.ordering import an_ordering, orderings
from tests.quizzes.samples.single import a_single
from tests.quizzes.samples.true_false import a_true_false
from tests.quizzes.samples.vignette import a_vignette
from tests.quizzes.strategies import answers


def picks(refs: str) -> Picks:
    return Picks(options=tuple(refs))


@given(multiples(), st.data())
def test_a_right_tick_never_lowers_and_a_wrong_one_never_raises(
    question: Multiple, data: st.DataObject
) -> None:
    answer = data.draw(answers(question))
    before = question.grade(answer).fraction

    for option in question.options:
        after = question.grade(Picks(options=(*answer.options, option.ref))).fraction
        if option.ref not in answer.options:
            assert after >= before if option.correct else after <= before


@given(st.one_of(matchings(), gaps()), st.data())
def test_a_row_filled_right_never_lowers_and_one_filled_wrong_never_raises(
    question: Matching | Gaps, data: st.DataObject
) -> None:
    answer, more = data.draw(answers(question)), data.draw(answers(question))
    key: Any = question.key
    before = question.grade(answer).fraction

    for row, choice in more.rows.items():
        after = question.grade(Fill(rows={row: choice} | answer.rows)).fraction
        if row not in answer.rows:
            assert after > before if choice == key.rows[row] else after == before


@given(orderings(), st.data())
def test_one_more_item_put_in_its_place_never_lowers(
    question: Ordering, data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=8, max_size=8))
    refs = [item.ref for item in question.items]
    placed = tuple(ref if keep else None for ref, keep in zip(refs, kept, strict=False))
    before = question.grade(Order(items=placed)).fraction

    for index, ref in enumerate(refs):
        more = (*placed[:index], ref, *placed[index + 1 :])
        assert question.grade(Order(items=more)).fraction >= before


@given(st.builds(a_true_false, answer=st.booleans()), st.builds(Judgement, holds=st.booleans()))
def test_a_right_reason_never_lowers_and_a_wrong_one_never_raises(
    question: TrueFalse, verdict: Judgement
) -> None:
    before = question.grade(verdict).fraction

    for reason in question.reasons:
        after = question.grade(msgspec.structs.replace(verdict, reason=reason.ref)).fraction
        assert after >= before if reason.correct else after == before


@pytest.mark.parametrize("question", [a_single(), a_vignette()], ids=lambda question: question.kind)
def test_a_wrong_choice_is_told_what_it_reveals(question: LiveQuestion) -> None:
    assert question.grade(picks("b")) == Mark(
        fraction=0,
        state="wrong",
        feedback=(Feedback(on="b", name="Text of b", right=False, text="You chose b"),),
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
    assert a_multiple().grade(picks(ticked)).fraction == pytest.approx(fraction)


@given(multiples())
def test_ticking_everything_earns_nothing(question: Multiple) -> None:
    everything = Picks(options=tuple(option.ref for option in question.options))

    assert question.grade(everything).fraction == 0


def test_where_all_options_are_right_the_share_ticked_counts() -> None:
    question = a_multiple(options=options("a", "b", right=("a", "b")))

    assert question.grade(picks("a")).fraction == 0.5


def test_exact_credit_is_all_or_nothing() -> None:
    question = a_multiple(credit="exact")

    fractions = [question.grade(picks(ticked)).fraction for ticked in ("abc", "ab", "abcd", "")]

    assert fractions == [1, 0, 0, 0]


def test_every_tick_is_told_whether_it_is_right() -> None:
    ticks = (an_option("a", correct=True, feedback=None), *options("b", "c", "d"))

    mark = a_multiple(options=ticks).grade(picks("ca"))

    assert mark.feedback == (
        Feedback(on="a", name="Text of a", right=True, text=None),
        Feedback(on="c", name="Text of c", right=False, text="You chose c"),
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
    assert a_true_false().grade(answer).fraction == fraction


def test_a_wrong_verdict_and_its_reason_are_each_told() -> None:
    mark = a_true_false().grade(Judgement(holds=False, reason="b"))

    assert mark.feedback == (
        Feedback(right=False, text="It does hold."),
        Feedback(on="b", name="Text of b", right=False, text="You chose b"),
    )


def test_a_verdict_left_out_is_not_told_that_it_is_wrong() -> None:
    mark = a_true_false().grade(Judgement(reason="b"))

    assert mark.state == "wrong"
    assert [feedback.on for feedback in mark.feedback] == ["b"]


@pytest.mark.parametrize("number", [39, 40, 41])
def test_a_number_within_the_tolerance_is_right(number: float) -> None:
    assert a_numeric().grade(Amount(number=number)).state == "right"


def test_a_tolerance_is_met_exactly() -> None:
    question = a_numeric(answer=1.0, tolerance=0.1, traps=())

    states = [question.grade(Amount(number=number)).state for number in (0.9, 1.1, 1.1001)]

    assert states == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("number", "said"), [(60, "That is those without."), (60.5, "Count."), (-40, "Count.")]
)
def test_a_wrong_number_is_told_the_trap_it_fell_into(number: float, said: str) -> None:
    mark = a_numeric().grade(Amount(number=number))

    assert mark.fraction == 0
    assert mark.feedback == (Feedback(right=False, text=said),)


@pytest.mark.parametrize(
    ("given_order", "fraction"),
    [("abcd", 1), ("bcda", 2 / 3), ("dabc", 2 / 3), ("abdc", 1 / 3), ("cdab", 2 / 3), ("dcba", 0)],
)
def test_an_ordering_is_marked_by_its_right_neighbours(given_order: str, fraction: float) -> None:
    mark = an_ordering().grade(Order(items=tuple(given_order)))

    assert mark.fraction == pytest.approx(fraction)
    assert [feedback.text for feedback in mark.feedback] == ["From above."] * (fraction < 1)


@pytest.mark.parametrize(
    ("given_order", "fraction"),
    [("abcd", 1), ("abdc", 1), ("dcab", 2 / 3), ("bacd", 1 / 3), ("badc", 1 / 3)],
)
def test_items_of_a_tie_may_change_places(given_order: str, fraction: float) -> None:
    mark = an_ordering(ties=(("c", "d"),)).grade(Order(items=tuple(given_order)))

    assert mark.fraction == pytest.approx(fraction)


def test_each_tie_changes_places_by_itself() -> None:
    question = an_ordering(items=items(*"abcde"), ties=(("a", "b"), ("e", "c")))

    orders = [tuple(order) for order in ("abcde", "bacde", "baedc", "abedc", "cbade")]
    fractions = [question.grade(Order(items=order)).fraction for order in orders]

    assert fractions[:4] == [1, 1, 1, 1]
    assert fractions[4] < 1


def test_places_left_free_are_no_neighbours() -> None:
    mark = an_ordering().grade(Order(items=("a", "b", None, None)))

    assert mark.fraction == pytest.approx(1 / 3)


def test_a_row_matched_wrongly_is_told_why() -> None:
    mark = a_matching().grade(Fill(rows={"p": "c", "q": "b"}))

    assert mark.fraction == 0.5
    assert mark.feedback == (
        Feedback(on="p", name="Row p", right=False, text="Not so p"),
        Feedback(on="q", name="Row q", right=True, text=None),
    )


def test_a_row_matched_rightly_is_not_told_what_is_for_the_wrong() -> None:
    mark = a_matching().grade(Fill(rows={"p": "a"}))

    assert mark.feedback == (Feedback(on="p", name="Row p", right=True, text=None),)


def test_a_gap_is_told_of_the_option_it_was_filled_with() -> None:
    mark = a_gaps().grade(Fill(rows={"x": "b"}))

    assert mark.state == "wrong"
    assert mark.feedback == (Feedback(on="x", right=False, text="You chose b"),)
