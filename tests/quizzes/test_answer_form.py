"""Forms and answers: what a page sends is read as an answer or refused, and shown again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.answer_form import AnswerRefused, RawForm
from quizzes.choice import Picks
from quizzes.kinds import AnyAnswer, LiveQuestion
from quizzes.kinds.numeric import Amount
from quizzes.kinds.ordering import Order
from quizzes.kinds.true_false import Judgement
from quizzes.layout import lay_out_question
from quizzes.question_layout import QuestionLayout
from quizzes.rows import Fill
from tests.quizzes.samples.gaps import a_gaps
from tests.quizzes.samples.matching import a_matching
from tests.quizzes.samples.multiple import a_multiple
from tests.quizzes.samples.numeric import a_numeric
from tests.quizzes.samples.ordering import an_ordering
from tests.quizzes.samples.single import a_single
from tests.quizzes.samples.true_false import a_true_false
from tests.quizzes.samples.vignette import a_vignette
from tests.quizzes.strategies import live_questions

SEEDS = st.integers(0, 1000)
OPTIONS = QuestionLayout("q", {"options": ("c", "a", "b")})
TICKS = QuestionLayout("q", {"options": ("e", "d", "c", "b", "a")})
REASONS = QuestionLayout("q", {"reasons": ("c", "a", "b")})
ITEMS = QuestionLayout("q", {"items": ("d", "b", "a", "c")})
ROWS = QuestionLayout("q", {"pairs": ("q", "p"), "choices": ("b", "c", "a")})
GAPS = QuestionLayout("q", {"x": ("b", "a"), "y": ("c", "b", "a")})

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


def forms(question: LiveQuestion, layout: QuestionLayout) -> st.SearchStrategy[RawForm]:
    """Forms with fields of the question and others, and values that fit and do not."""
    own = sorted(question.form_values(layout, question.key))
    return st.dictionaries(
        st.sampled_from([*own, "choice", "0"]) | st.text(max_size=3),
        st.lists(st.sampled_from(VALUES) | st.text(max_size=3), max_size=3),
        max_size=6,
    )


def refusal(question: LiveQuestion, layout: QuestionLayout, form: RawForm) -> str:
    with pytest.raises(AnswerRefused) as refused:
        question.read_form(layout, form)
    return str(refused.value)


@pytest.mark.parametrize(
    ("question", "layout", "form", "answer"),
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
        (a_numeric(), QuestionLayout("q", {}), {"number": [" 40,5 % "]}, Amount(number=40.5)),
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
    question: LiveQuestion, layout: QuestionLayout, form: RawForm, answer: AnyAnswer
) -> None:
    assert question.read_form(layout, form) == answer


@pytest.mark.parametrize(
    ("question", "layout", "form"),
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
        (a_numeric(), QuestionLayout("q", {}), {"number": ["4", "5"]}),
        (an_ordering(), ITEMS, {"0": ["4"]}),
        (an_ordering(), ITEMS, {"4": ["0"]}),
        (a_matching(), ROWS, {"p": ["0"]}),
        (a_matching(), ROWS, {"0": ["3"]}),
        (a_gaps(), GAPS, {"1": ["2"]}),
        (a_gaps(), GAPS, {"x": ["0"]}),
    ],
)
def test_what_the_page_cannot_have_sent_is_refused(
    question: LiveQuestion, layout: QuestionLayout, form: RawForm
) -> None:
    assert refusal(question, layout, form).startswith("This answer does not fit the question")


@pytest.mark.parametrize(
    ("question", "layout", "form", "said"),
    [
        (a_single(), OPTIONS, {"choice": ["0", "1"]}, "You chose 2 where one is asked for."),
        (a_true_false(), REASONS, {"reason": ["0", "1", "2"]}, "You chose 3 where one is asked"),
        (an_ordering(), ITEMS, {"0": ["1"], "3": ["1"]}, "Two items have place 2. Give each a"),
        (
            a_numeric(),
            QuestionLayout("q", {}),
            {"number": ["forty"]},
            "That is not a number. Write one",
        ),
    ],
)
def test_what_a_person_can_get_wrong_is_said_plainly(
    question: LiveQuestion, layout: QuestionLayout, form: RawForm, said: str
) -> None:
    assert refusal(question, layout, form).startswith(said)


@given(live_questions(), SEEDS, st.data())
def test_any_form_is_an_answer_or_refused(
    question: LiveQuestion, seed: int, data: st.DataObject
) -> None:
    layout = lay_out_question(question, seed)
    form = data.draw(forms(question, layout))

    try:
        answer = question.read_form(layout, form)
    except AnswerRefused:
        return
    assert question.read_form(layout, question.form_values(layout, answer)) == answer
