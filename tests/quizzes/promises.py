"""What every kind promises of its questions; each is a check that raises AssertionError."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from quizzes.answer import Answer
from quizzes.answer_form import AnswerRefused
from quizzes.kinds import LiveQuestion
from quizzes.layout import lay_out_question
from quizzes.mark import Mark
from tests.quizzes.canaries import leaks

Promise = Callable[[LiveQuestion, Answer, int], None]  # a question, an answer to it, and a seed
FOREIGN = ("10", "-1", "zz", "None", "\u0662")


def the_key_earns_everything(question: LiveQuestion, _: Answer, __: int) -> None:
    """The right answer is right, and there is nothing to read again."""
    mark = question.grade(question.key)

    assert (mark.fraction, mark.state, mark.read_again) == (1, "right", None)
    assert all(feedback.right for feedback in mark.feedback)


def a_blank_earns_nothing(question: LiveQuestion, _: Answer, seed: int) -> None:
    """A form left empty is a blank answer, earns nothing and is told nothing."""
    layout = lay_out_question(question, seed)

    blank = question.read_form(layout, {})

    form = question.form_values(layout, blank)
    assert blank.blank
    assert question.read_form(layout, {name: [""] for name in form}) == blank
    assert question.read_form(layout, {name: [] for name in form}) == blank
    assert question.grade(blank) == Mark(fraction=0, state="blank", read_again=question.section)


def a_mark_is_within_bounds(question: LiveQuestion, answer: Answer, _: int) -> None:
    """A mark is from 0 to 1, and its state and what to read again say the same."""
    mark = question.grade(answer)

    assert 0 <= mark.fraction <= 1
    assert (mark.state == "right") == (mark.fraction == 1) == (mark.read_again is None)
    assert (mark.state == "partial") == (0 < mark.fraction < 1)
    assert (mark.state == "blank") == answer.blank


def shuffling_changes_nothing(question: LiveQuestion, answer: Answer, seed: int) -> None:
    """An answer, and the key, are read as themselves wherever their page shows them."""
    for layout in (lay_out_question(question, seed), lay_out_question(question, seed + 1)):
        for each in (answer, question.key):
            assert question.read_form(layout, question.form_values(layout, each)) == each


def what_is_foreign_is_refused(question: LiveQuestion, answer: Answer, seed: int) -> None:
    """A value or a field that the page cannot have sent is refused beside good ones."""
    layout = lay_out_question(question, seed)
    form = question.form_values(layout, answer)

    for foreign in FOREIGN:
        spoilt = [{name: [*held, foreign, foreign]} for name, held in form.items()]
        for fields in (*spoilt, {"foreign": [foreign]}):
            with pytest.raises(AnswerRefused):
                question.read_form(layout, form | fields)


def a_page_tells_no_key(question: LiveQuestion, _: Answer, seed: int) -> None:
    """The public view of a question with canaries has none of them."""
    assert not leaks(question.public_view(lay_out_question(question, seed)))


def a_page_names_the_kind(question: LiveQuestion, _: Answer, seed: int) -> None:
    """The public view names its kind as the author does, and so finds its template."""
    view = question.public_view(lay_out_question(question, seed))

    assert msgspec.to_builtins(view)["kind"] == question.kind
