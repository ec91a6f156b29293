"""What a form holds, read as an answer.

A form's fields are named as the structs in ``quizzes.asked`` say, and hold positions in the lists
as they were shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from quizzes.answer import Amount, AnyAnswer, Fill, Judgement, Order, Picks
from quizzes.layout import Placing
from quizzes.number import NumberRefused, read_number
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

Form = Mapping[str, Sequence[str]]
Value = TypeVar("Value")

_FOREIGN = (
    "This answer does not fit the question as it was shown to you. It was not saved; what you"
    " saved before is safe. Reload the page and answer again."
)
_VERDICTS = {"true": True, "false": False}


class AnswerRefused(ValueError):
    """The form holds what its page cannot have sent, or no number: the message is for the page."""


def parse(question: LiveQuestion, placing: Placing, raw: Form) -> AnyAnswer:
    """The answer in the form's fields; raises AnswerRefused, and nothing else."""
    form = _Filled(raw)
    answer = _PARSE[type(question)](question, placing, form)
    form.refuse_the_rest()
    return answer


class _Filled:
    """The fields that hold something, taken out one by one."""

    def __init__(self, raw: Form) -> None:
        self._fields = {name: [value for value in raw[name] if value] for name in raw}

    def many(self, name: str, values: Mapping[str, Value]) -> list[Value]:
        """All that a field holds, looked up; each once."""
        held = self._fields.pop(name, [])
        if len(set(held)) < len(held) or not values.keys() >= set(held):
            raise AnswerRefused(_FOREIGN)
        return [values[value] for value in held]

    def one(self, name: str, values: Mapping[str, Value]) -> Value | None:
        """The one thing that a field holds, looked up, or None."""
        held = self.many(name, values)
        if len(held) > 1:
            raise AnswerRefused(f"You chose {len(held)} where one is asked for. Choose one.")
        return held[0] if held else None

    def text(self, name: str) -> str:
        """The text in a field, which may be empty."""
        held = self._fields.pop(name, [])
        if len(held) > 1:
            raise AnswerRefused(_FOREIGN)
        return held[0] if held else ""

    def refuse_the_rest(self) -> None:
        """Raises AnswerRefused when there is a field that was not asked for."""
        if self._fields:
            raise AnswerRefused(_FOREIGN)


def _single(_: Single | Vignette, placing: Placing, form: _Filled) -> Picks:
    pick = form.one("choice", placing.positions("options"))
    return Picks(options=() if pick is None else (pick,))


def _multiple(_: Multiple, placing: Placing, form: _Filled) -> Picks:
    picks = form.many("choice", placing.positions("options"))
    return Picks(options=tuple(sorted(picks)))


def _true_false(_: TrueFalse, placing: Placing, form: _Filled) -> Judgement:
    reasons = placing.positions("reasons")
    return Judgement(holds=form.one("verdict", _VERDICTS), reason=form.one("reason", reasons))


def _numeric(question: Numeric, _: Placing, form: _Filled) -> Amount:
    try:
        return Amount(number=read_number(form.text("number"), question.unit))
    except NumberRefused as refused:
        raise AnswerRefused(str(refused)) from refused


def _ordering(_: Ordering, placing: Placing, form: _Filled) -> Order:
    shown = placing.positions("items")
    places = {name: place for place, name in enumerate(shown)}
    items: list[str | None] = [None] * len(shown)
    for name, ref in shown.items():
        place = form.one(name, places)
        if place is not None:
            _put(items, place, ref)
    return Order(items=tuple(items) if any(items) else ())


def _put(items: list[str | None], place: int, ref: str) -> None:
    if items[place] is not None:
        raise AnswerRefused(f"Two items have place {place + 1}. Give each a place of its own.")
    items[place] = ref


def _matching(_: Matching, placing: Placing, form: _Filled) -> Fill:
    choices = placing.positions("choices")
    return _fill(form, dict.fromkeys(placing.orders["pairs"], choices))


def _gaps(question: Gaps, placing: Placing, form: _Filled) -> Fill:
    return _fill(form, {ref: placing.positions(ref) for ref in question.blanks})


def _fill(form: _Filled, rows: dict[str, dict[str, str]]) -> Fill:
    chosen = {row: form.one(str(place), rows[row]) for place, row in enumerate(rows)}
    return Fill(rows={row: choice for row, choice in sorted(chosen.items()) if choice is not None})


_PARSE: dict[type[LiveQuestion], Callable[[Any, Placing, _Filled], AnyAnswer]] = {
    Single: _single,
    Vignette: _single,
    Multiple: _multiple,
    TrueFalse: _true_false,
    Numeric: _numeric,
    Ordering: _ordering,
    Matching: _matching,
    Gaps: _gaps,
}
