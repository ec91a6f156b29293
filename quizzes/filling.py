"""An answer as the fields of a form that hold it: how a page shows what was answered before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzes.answer import Amount, AnyAnswer, Fill, Judgement, Order, Picks
from quizzes.layout import Placing
from quizzes.number import written_number
from quizzes.quiz import (
    Gaps,
    LiveQuestion,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
    Vignette,
)

_Form = dict[str, list[str]]


def fill_in(question: LiveQuestion, placing: Placing, answer: AnyAnswer) -> dict[str, list[str]]:
    """The fields that ``quizzes.answer_form.parse`` reads as that answer to the question."""
    return _FILL_IN[type(question)](question, placing, answer)


def _choice(_: LiveQuestion, placing: Placing, answer: Picks) -> _Form:
    shown = placing.positions("options")
    return {"choice": [position for position, ref in shown.items() if ref in answer.options]}


def _true_false(_: TrueFalse, placing: Placing, answer: Judgement) -> _Form:
    reasons = placing.positions("reasons")
    return {
        "verdict": [] if answer.holds is None else [str(answer.holds).lower()],
        "reason": [position for position, ref in reasons.items() if ref == answer.reason],
    }


def _numeric(_: Numeric, __: Placing, answer: Amount) -> _Form:
    return {"number": [] if answer.number is None else [written_number(answer.number)]}


def _ordering(_: Ordering, placing: Placing, answer: Order) -> _Form:
    places = {ref: str(place) for place, ref in enumerate(answer.items)}
    shown = placing.positions("items")
    return {name: [places[ref]] if ref in places else [] for name, ref in shown.items()}


def _matching(_: Matching, placing: Placing, answer: Fill) -> _Form:
    choices = placing.positions("choices")
    return _rows(dict.fromkeys(placing.orders["pairs"], choices), answer)


def _gaps(question: Gaps, placing: Placing, answer: Fill) -> _Form:
    return _rows({ref: placing.positions(ref) for ref in question.blanks}, answer)


def _rows(rows: dict[str, dict[str, str]], answer: Fill) -> _Form:
    return {
        str(place): [position for position, ref in shown.items() if ref == answer.rows.get(row)]
        for place, (row, shown) in enumerate(rows.items())
    }


_FILL_IN: dict[type[LiveQuestion], Callable[[Any, Placing, Any], _Form]] = {
    Single: _choice,
    Vignette: _choice,
    Multiple: _choice,
    TrueFalse: _true_false,
    Numeric: _numeric,
    Ordering: _ordering,
    Matching: _matching,
    Gaps: _gaps,
}
