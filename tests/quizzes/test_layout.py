"""Layouts: what is drawn, in an order that a seed gives and that tells nothing of the key."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import LiveQuestion
from quizzes.layout import Layout, lay_out, lay_out_question
from quizzes.question_layout import QuestionLayout
from tests.questions import a_quiz
from tests.quizzes.pieces import items
from tests.quizzes.samples.gaps import a_gaps
from tests.quizzes.samples.ordering import an_ordering
from tests.quizzes.samples.single import a_single
from tests.quizzes.strategies import live_questions, rekeyed

SEEDS = st.integers(0, 2**63)


@given(live_questions(), SEEDS)
def test_every_list_is_shown_whole(question: LiveQuestion, seed: int) -> None:
    layout = lay_out_question(question, seed)

    shown = {name: sorted(order) for name, order in layout.orders.items()}
    assert shown == {
        name: sorted(entry.ref for entry in entries) for name, entries in question.lists.items()
    }


@given(live_questions(), SEEDS)
def test_the_key_has_no_part_in_the_order(question: LiveQuestion, seed: int) -> None:
    assert lay_out_question(rekeyed(question), seed) == lay_out_question(question, seed)


def test_a_question_that_is_not_live_is_not_drawn() -> None:
    layout = lay_out(a_quiz(), seed=1)

    drawn = {each.question for each in layout.questions}
    assert drawn == {question.ref for question in a_quiz().live}


def test_the_same_seed_gives_the_same_layout() -> None:
    assert lay_out(a_quiz(), seed=1) == lay_out(a_quiz(), seed=1)


def test_seeds_differ_in_the_order_of_questions_and_of_options() -> None:
    layouts = [lay_out(a_quiz(), seed) for seed in range(20)]

    assert len({tuple(each.question for each in layout.questions) for layout in layouts}) > 15
    assert len({lay_out_question(a_single(), seed).orders["options"] for seed in range(50)}) == 6


def test_an_ordering_is_seldom_shown_in_its_right_order() -> None:
    question = an_ordering(items=items("a", "b", "c"))

    shown = [lay_out_question(question, seed).orders["items"] for seed in range(600)]

    assert 60 < shown.count(("a", "b", "c")) < 140


def test_each_gap_has_an_order_of_its_own() -> None:
    shown = [lay_out_question(a_gaps(), seed) for seed in range(20)]

    assert any(each.orders["x"] != each.orders["y"][:2] for each in shown)


def test_a_stored_layout_draws_the_same_questions() -> None:
    quiz = a_quiz()
    layout = lay_out(quiz, seed=3)

    stored = msgspec.json.decode(msgspec.json.encode(layout), type=Layout)

    assert stored.drawn(quiz) == layout.drawn(quiz)
    assert [question.ref for question, _ in stored.drawn(quiz)] == [
        each.question for each in layout.questions
    ]


def test_each_place_shows_the_question_that_is_drawn_there() -> None:
    quiz = a_quiz(a_single(), a_gaps(), an_ordering())

    layout = lay_out(quiz, 7)

    assert [layout.at(quiz, number) for number in (1, 2, 3)] == layout.drawn(quiz)


def test_an_attempt_at_some_questions_shows_only_those() -> None:
    quiz = a_quiz()
    refs = [question.ref for question in quiz.live][:2]

    some, everything = lay_out(quiz, seed=1, only=refs), lay_out(quiz, seed=1)

    assert {each.question for each in some.questions} == set(refs)
    assert all(each in everything.questions for each in some.questions)


def test_a_layout_is_stored_under_the_names_it_always_had() -> None:
    layout = Layout((QuestionLayout("q", {"options": ("b", "a")}),))

    stored = '{"placings":[{"question":"q","orders":{"options":["b","a"]}}]}'
    assert msgspec.json.encode(layout).decode() == stored
