"""Layouts: what is drawn, in an order that a seed gives and that tells nothing of the key."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quizzes.layout import Layout, lay_out, place
from quizzes.quiz import LiveQuestion
from tests.questions import a_gaps, a_quiz, a_single, an_ordering, items
from tests.quizzes.strategies import live_questions, rekeyed

SEEDS = st.integers(0, 2**63)


@given(live_questions(), SEEDS)
def test_every_list_is_shown_whole(question: LiveQuestion, seed: int) -> None:
    placing = place(question, seed)

    shown = {name: sorted(order) for name, order in placing.orders.items()}
    assert shown == {
        name: sorted(entry.ref for entry in entries) for name, entries in question.lists.items()
    }


@given(live_questions(), SEEDS)
def test_the_key_has_no_part_in_the_order(question: LiveQuestion, seed: int) -> None:
    assert place(rekeyed(question), seed) == place(question, seed)


def test_a_question_that_is_not_live_is_not_drawn() -> None:
    layout = lay_out(a_quiz(), seed=1)

    drawn = {placing.question for placing in layout.placings}
    assert drawn == {question.ref for question in a_quiz().live}


def test_the_same_seed_gives_the_same_layout() -> None:
    assert lay_out(a_quiz(), seed=1) == lay_out(a_quiz(), seed=1)


def test_seeds_differ_in_the_order_of_questions_and_of_options() -> None:
    layouts = [lay_out(a_quiz(), seed) for seed in range(20)]

    assert len({tuple(placing.question for placing in layout.placings) for layout in layouts}) > 15
    assert len({place(a_single(), seed).orders["options"] for seed in range(50)}) == 6


def test_an_ordering_is_seldom_shown_in_its_right_order() -> None:
    question = an_ordering(items=items("a", "b", "c"))

    shown = [place(question, seed).orders["items"] for seed in range(600)]

    assert 60 < shown.count(("a", "b", "c")) < 140


def test_each_gap_has_an_order_of_its_own() -> None:
    placings = [place(a_gaps(), seed) for seed in range(20)]

    assert any(placing.orders["x"] != placing.orders["y"][:2] for placing in placings)


def test_a_stored_layout_draws_the_same_questions() -> None:
    quiz = a_quiz()
    layout = lay_out(quiz, seed=3)

    stored = msgspec.json.decode(msgspec.json.encode(layout), type=Layout)

    assert stored.drawn(quiz) == layout.drawn(quiz)
    assert [question.ref for question, _ in stored.drawn(quiz)] == [
        placing.question for placing in layout.placings
    ]


def test_an_attempt_at_some_questions_shows_only_those() -> None:
    quiz = a_quiz()
    refs = [question.ref for question in quiz.live][:2]

    some, everything = lay_out(quiz, seed=1, only=refs), lay_out(quiz, seed=1)

    assert {placing.question for placing in some.placings} == set(refs)
    assert all(placing in everything.placings for placing in some.placings)
