"""Forms and answers: what a page sends is read as an answer or refused, and shown again."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answer import Amount, AnyAnswer, Fill, Judgement, Order, Picks
from quizzes.answering import AnswerRefused, Form, parse
from quizzes.filling import fill_in
from quizzes.key import correct
from quizzes.layout import Placing, place
from quizzes.quiz import LiveQuestion
from tests.questions import (
    a_gaps,
    a_matching,
    a_multiple,
    a_numeric,
    a_single,
    a_true_false,
    a_vignette,
    an_ordering,
    one_of_each_live_kind,
)
from tests.quizzes.strategies import live_questions, questions_with_answers

SEEDS = st.integers(0, 1000)
OPTIONS = Placing("q", {"options": ("c", "a", "b")})
TICKS = Placing("q", {"options": ("e", "d", "c", "b", "a")})
REASONS = Placing("q", {"reasons": ("c", "a", "b")})
ITEMS = Placing("q", {"items": ("d", "b", "a", "c")})
ROWS = Placing("q", {"pairs": ("q", "p"), "choices": ("b", "c", "a")})
GAPS = Placing("q", {"x": ("b", "a"), "y": ("c", "b", "a")})

FIELDS = ["choice", "verdict", "reason", "number", *"0123456789"]
VALUES = [
    *"0123456789",
    "10",
    "00",
    "-1",
    " 1",
    "\u0663",
    "true",
    "false",
    "True",
    "a",
    "40",
    "",
    " ",
]
FORMS = st.dictionaries(
    st.sampled_from(FIELDS) | st.text(max_size=3),
    st.lists(st.sampled_from(VALUES) | st.text(max_size=3), max_size=3),
    max_size=6,
)


def refusal(question: LiveQuestion, placing: Placing, form: Form) -> str:
    with pytest.raises(AnswerRefused) as refused:
        parse(question, placing, form)
    return str(refused.value)


@pytest.mark.parametrize(
    ("question", "placing", "form", "answer"),
    [
        (a_single(), OPTIONS, {"choice": ["1"]}, Picks(options=("a",))),
        (a_vignette(), OPTIONS, {"choice": ["0"]}, Picks(options=("c",))),
        (a_multiple(), TICKS, {"choice": ["0", "4"]}, Picks(options=("a", "e"))),
        (a_true_false(), REASONS, {"verdict": ["true"]}, Judgement(holds=True)),
        (
            a_true_false(),
            REASONS,
            {"verdict": ["false"], "reason": ["1"]},
            Judgement(holds=False, reason="a"),
        ),
        (a_true_false(), REASONS, {"reason": ["2"]}, Judgement(reason="b")),
        (a_numeric(), Placing("q", {}), {"number": [" 40,5 % "]}, Amount(number=40.5)),
        (
            an_ordering(),
            ITEMS,
            {"0": ["3"], "1": ["1"], "2": ["0"], "3": ["2"]},
            Order(items=("a", "b", "c", "d")),
        ),
        (an_ordering(), ITEMS, {"0": [""], "2": ["3"]}, Order(items=(None, None, None, "a"))),
        (a_matching(), ROWS, {"0": ["0"], "1": ["2"]}, Fill(rows={"p": "a", "q": "b"})),
        (a_matching(), ROWS, {"0": [""], "1": ["1"]}, Fill(rows={"p": "c"})),
        (a_gaps(), GAPS, {"0": ["0"], "1": ["1"]}, Fill(rows={"x": "a", "y": "c"})),
    ],
)
def test_positions_are_read_as_what_was_shown_there(
    question: LiveQuestion, placing: Placing, form: Form, answer: AnyAnswer
) -> None:
    assert parse(question, placing, form) == answer


@pytest.mark.parametrize("question", one_of_each_live_kind(), ids=lambda question: question.kind)
def test_a_form_left_empty_is_a_blank_answer(question: LiveQuestion) -> None:
    placing = place(question, 0)
    blank = parse(question, placing, {})

    assert blank.blank
    form = fill_in(question, placing, blank)
    assert parse(question, placing, {name: [""] for name in form}) == blank
    assert parse(question, placing, {name: [] for name in form}) == blank


@pytest.mark.parametrize(
    ("question", "placing", "form"),
    [
        (a_single(), OPTIONS, {"choice": ["3"]}),
        (a_single(), OPTIONS, {"choice": ["a"]}),
        (a_single(), OPTIONS, {"choice": ["-1"]}),
        (a_single(), OPTIONS, {"choice": ["\u0661"]}),
        (a_single(), OPTIONS, {"choice": ["1", "1"]}),
        (a_single(), OPTIONS, {"option": ["1"]}),
        (a_single(), OPTIONS, {"choice": ["1"], "0": [""]}),
        (a_multiple(), TICKS, {"choice": ["0", "1", "2", "3", "4", "5"]}),
        (a_multiple(), TICKS, {"choice": ["0"] * 100_000}),
        (a_true_false(), REASONS, {"verdict": ["True"]}),
        (a_true_false(), REASONS, {"verdict": ["true"], "reason": ["3"]}),
        (a_numeric(), Placing("q", {}), {"number": ["4", "5"]}),
        (an_ordering(), ITEMS, {"0": ["4"]}),
        (an_ordering(), ITEMS, {"4": ["0"]}),
        (a_matching(), ROWS, {"p": ["0"]}),
        (a_matching(), ROWS, {"0": ["3"]}),
        (a_gaps(), GAPS, {"1": ["2"]}),
        (a_gaps(), GAPS, {"x": ["0"]}),
    ],
)
def test_what_the_page_cannot_have_sent_is_refused(
    question: LiveQuestion, placing: Placing, form: Form
) -> None:
    assert refusal(question, placing, form).startswith("This answer does not fit the question")


@pytest.mark.parametrize(
    ("question", "placing", "form", "said"),
    [
        (a_single(), OPTIONS, {"choice": ["0", "1"]}, "You chose 2 where one is asked for."),
        (a_true_false(), REASONS, {"reason": ["0", "1", "2"]}, "You chose 3 where one is asked"),
        (an_ordering(), ITEMS, {"0": ["1"], "3": ["1"]}, "Two items have place 2. Give each a"),
        (a_numeric(), Placing("q", {}), {"number": ["forty"]}, "That is not a number. Write one"),
    ],
)
def test_what_a_person_can_get_wrong_is_said_plainly(
    question: LiveQuestion, placing: Placing, form: Form, said: str
) -> None:
    assert refusal(question, placing, form).startswith(said)


@given(questions_with_answers(), SEEDS, SEEDS)
def test_an_answer_is_the_same_wherever_its_page_shows_it(
    asked: tuple[LiveQuestion, AnyAnswer], seed: int, another: int
) -> None:
    question, answer = asked

    for placing in (place(question, seed), place(question, another)):
        assert parse(question, placing, fill_in(question, placing, answer)) == answer


@given(live_questions(), SEEDS)
def test_the_positions_of_the_key_are_read_as_the_key(question: LiveQuestion, seed: int) -> None:
    placing, key = place(question, seed), correct(question)

    assert parse(question, placing, fill_in(question, placing, key)) == key


@given(questions_with_answers())
def test_an_answer_is_the_same_after_json(asked: tuple[LiveQuestion, AnyAnswer]) -> None:
    _, answer = asked

    assert msgspec.json.decode(msgspec.json.encode(answer), type=AnyAnswer) == answer


@given(live_questions(), SEEDS, FORMS)
def test_any_form_is_an_answer_or_refused(question: LiveQuestion, seed: int, form: Form) -> None:
    placing = place(question, seed)

    try:
        answer = parse(question, placing, form)
    except AnswerRefused:
        return
    assert parse(question, placing, fill_in(question, placing, answer)) == answer


@given(questions_with_answers(), SEEDS, st.sampled_from(["10", "-1", "zz", "None", "\u0662"]))
def test_a_foreign_value_beside_good_ones_is_refused(
    asked: tuple[LiveQuestion, AnyAnswer], seed: int, foreign: str
) -> None:
    question, answer = asked
    placing = place(question, seed)
    form = fill_in(question, placing, answer)

    for name, held in form.items():
        refusal(question, placing, form | {name: [*held, foreign, foreign]})
    refusal(question, placing, form | {"foreign": [foreign]})
