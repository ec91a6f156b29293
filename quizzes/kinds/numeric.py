"""Numeric: write a number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

import msgspec

from lessons.authoring import Authored
from quizzes.answer import Answer
from quizzes.answer_form import AnswerForm, AnswerRefused, FormValues
from quizzes.faults import Fault
from quizzes.kind import Kind, Public
from quizzes.mark import Earned, Feedback
from quizzes.number import LARGEST, NumberRefused, read_number, written_number
from quizzes.question_layout import QuestionLayout

Bounded = Annotated[float, msgspec.Meta(ge=-LARGEST, le=LARGEST)]


class PublicNumeric(Public, frozen=True, kw_only=True, tag="numeric"):
    """Write a number in the field ``number``; ``unit`` may be empty."""

    unit: str


class Amount(Answer, frozen=True, kw_only=True, tag="amount"):
    """The number written."""

    number: float | None = None


class Trap(Authored, frozen=True, kw_only=True):
    """A wrong number that people arrive at, and how."""

    value: Bounded
    feedback: str


class Numeric(Kind[Amount], frozen=True, kw_only=True, tag="numeric"):
    """Write a number; ``traps`` are wrong numbers that tell what went wrong."""

    words = frozenset({"if_wrong"})

    answer: Bounded
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=LARGEST)]
    if_wrong: str
    unit: str = ""
    traps: tuple[Trap, ...] = ()

    def public_view(self, layout: QuestionLayout) -> PublicNumeric:
        return PublicNumeric(stem=self.stem, counts=self.counts, unit=self.unit)

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Amount:
        try:
            return Amount(number=read_number(form.text("number"), self.unit))
        except NumberRefused as refused:
            raise AnswerRefused(str(refused)) from refused

    def fill(self, layout: QuestionLayout, answer: Amount) -> FormValues:
        return {"number": [] if answer.number is None else [written_number(answer.number)]}

    @property
    def key(self) -> Amount:
        return Amount(number=self.answer)

    def earned(self, answer: Amount) -> Earned:
        if _near(answer.number, self.answer, self.tolerance):
            return 1.0, []
        told = (trap.feedback for trap in self.traps if _near(answer.number, trap.value, 0.0))
        return 0.0, [Feedback(right=False, text=next(told, self.if_wrong))]

    def own_faults(self) -> Iterator[Fault]:
        for index, trap in enumerate(self.traps):
            if abs(trap.value - self.answer) <= self.tolerance:
                yield f"traps[{index}].value", "is within the tolerance of the answer; correct one"


def _near(number: float | None, goal: float, tolerance: float) -> bool:
    """Compared in decimals as written, so that 1.1 is within 0.1 of 1."""
    x, a, reach = (Decimal(repr(value)) for value in (number, goal, tolerance))
    return abs(x - a) <= reach
