"""The key: the answer to each kind of question that earns everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzes.answer import Amount, AnyAnswer, Fill, Judgement, Order, Picks
from quizzes.quiz import (
    Choice,
    Gaps,
    LiveQuestion,
    Matching,
    Multiple,
    Numeric,
    Option,
    Ordering,
    Single,
    TrueFalse,
    Vignette,
)


def correct(question: LiveQuestion) -> AnyAnswer:
    """The right answer; where several orders are right, the author's."""
    return _KEY[type(question)](question)


def _choice(question: Choice) -> Picks:
    return Picks(options=tuple(sorted(_right(question.options))))


def _true_false(question: TrueFalse) -> Judgement:
    return Judgement(holds=question.answer, reason=_right(question.reasons)[0])


def _numeric(question: Numeric) -> Amount:
    return Amount(number=question.answer)


def _ordering(question: Ordering) -> Order:
    return Order(items=tuple(item.ref for item in question.items))


def _matching(question: Matching) -> Fill:
    return Fill(rows={pair.ref: pair.match for pair in question.pairs})


def _gaps(question: Gaps) -> Fill:
    return Fill(rows={gap.ref: _right(gap.options)[0] for gap in question.gaps})


def _right(options: tuple[Option, ...]) -> list[str]:
    return [option.ref for option in options if option.correct]


_KEY: dict[type[LiveQuestion], Callable[[Any], AnyAnswer]] = {
    Single: _choice,
    Vignette: _choice,
    Multiple: _choice,
    TrueFalse: _true_false,
    Numeric: _numeric,
    Ordering: _ordering,
    Matching: _matching,
    Gaps: _gaps,
}
