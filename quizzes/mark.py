"""What an answer earns, and what is said of it: one small rule for each kind of question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain, pairwise, permutations, product
from typing import Any, Literal

import msgspec

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

State = Literal["right", "partial", "wrong", "blank"]


class Feedback(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one thing answered: the option or row it is ``on``, or None for the whole."""

    on: str | None = None
    right: bool
    text: str | None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer earns, a ``fraction`` from 0 to 1, and the ref of the section to read again.

    It tells the key: whoever shows it asks first whether it may be shown.
    """

    fraction: float
    state: State
    feedback: tuple[Feedback, ...] = ()
    read_again: str | None = None


_Earned = tuple[float, list[Feedback]]


def grade(question: LiveQuestion, answer: AnyAnswer) -> Mark:
    """The mark of an answer that was parsed for this question."""
    if answer.blank:
        return Mark(fraction=0.0, state="blank", read_again=question.section)
    fraction, feedback = _GRADE[type(question)](question, answer)
    return Mark(
        fraction=fraction,
        state=_state(fraction),
        feedback=tuple(feedback),
        read_again=None if fraction == 1 else question.section,
    )


def _state(fraction: float) -> State:
    if fraction == 1:
        return "right"
    return "partial" if fraction > 0 else "wrong"


def _exact(question: Choice, answer: Picks) -> _Earned:
    key = {option.ref for option in question.options if option.correct}
    return float(set(answer.options) == key), _picked(question.options, answer.options)


def _multiple(question: Multiple, answer: Picks) -> _Earned:
    """Balanced credit: ticking everything earns no more than ticking nothing."""
    if question.credit == "exact":
        return _exact(question, answer)
    key = {option.ref for option in question.options if option.correct}
    others = len(question.options) - len(key)
    picked = set(answer.options)
    loss = len(picked - key) / others if others else 0.0
    earned = max(0.0, len(picked & key) / len(key) - loss)
    return earned, _picked(question.options, answer.options)


def _true_false(question: TrueFalse, answer: Judgement) -> _Earned:
    """Half for the verdict, half for the reason; a reason for the wrong verdict earns nothing."""
    reason = _picked(question.reasons, (answer.reason,))
    if answer.holds is question.answer:
        return 0.5 + 0.5 * any(feedback.right for feedback in reason), reason
    if answer.holds is None:
        return 0.0, reason
    return 0.0, [Feedback(right=False, text=question.if_wrong), *reason]


def _numeric(question: Numeric, answer: Amount) -> _Earned:
    if _near(answer.number, question.answer, question.tolerance):
        return 1.0, []
    told = (trap.feedback for trap in question.traps if _near(answer.number, trap.value, 0.0))
    return 0.0, [Feedback(right=False, text=next(told, question.if_wrong))]


def _near(number: float | None, goal: float, tolerance: float) -> bool:
    """Compared in decimals as written, so that 1.1 is within 0.1 of 1."""
    x, a, reach = (Decimal(repr(value)) for value in (number, goal, tolerance))
    return abs(x - a) <= reach


def _ordering(question: Ordering, answer: Order) -> _Earned:
    """The share of right neighbours, by the allowed order that suits the answer best."""
    given = set(pairwise(answer.items))
    best = max(sum(pair in given for pair in pairwise(order)) for order in _orders(question))
    earned = best / (len(question.items) - 1)
    return earned, [] if earned == 1 else [Feedback(right=False, text=question.if_wrong)]


def _orders(question: Ordering) -> Iterator[tuple[str, ...]]:
    """Every order that is right: items of a tie may change places with each other."""
    for swapped in product(*(permutations(tie) for tie in question.ties)):
        moved = dict(zip(chain(*question.ties), chain(*swapped), strict=True))
        yield tuple(moved.get(item.ref, item.ref) for item in question.items)


def _matching(question: Matching, answer: Fill) -> _Earned:
    feedback = [
        Feedback(
            on=pair.ref,
            right=answer.rows[pair.ref] == pair.match,
            text=None if answer.rows[pair.ref] == pair.match else pair.feedback,
        )
        for pair in question.pairs
        if pair.ref in answer.rows
    ]
    return _share_right(feedback, len(question.pairs))


def _gaps(question: Gaps, answer: Fill) -> _Earned:
    feedback = [
        Feedback(on=gap.ref, right=option.correct, text=option.feedback)
        for gap in question.gaps
        for option in gap.options
        if option.ref == answer.rows.get(gap.ref)
    ]
    return _share_right(feedback, len(question.gaps))


def _share_right(feedback: list[Feedback], rows: int) -> _Earned:
    return sum(row.right for row in feedback) / rows, feedback


def _picked(options: tuple[Option, ...], refs: Iterable[str | None]) -> list[Feedback]:
    """What is said of the options picked, in the author's order."""
    picked = set(refs)
    return [
        Feedback(on=option.ref, right=option.correct, text=option.feedback)
        for option in options
        if option.ref in picked
    ]


_GRADE: dict[type[LiveQuestion], Callable[[Any, Any], _Earned]] = {
    Single: _exact,
    Vignette: _exact,
    Multiple: _multiple,
    TrueFalse: _true_false,
    Numeric: _numeric,
    Ordering: _ordering,
    Matching: _matching,
    Gaps: _gaps,
}
