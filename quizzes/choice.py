"""Choice: what the kinds have in common whose options are picked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from quizzes.answer import Answer
from quizzes.answer_form import AnswerForm, FormValues
from quizzes.faults import Fault
from quizzes.kind import Kind
from quizzes.mark import Earned, on_picked
from quizzes.option import Item, Option, right
from quizzes.question_layout import QuestionLayout


class Picks(Answer, frozen=True, kw_only=True, tag="picks"):
    """The options picked, sorted."""

    options: tuple[str, ...] = ()


class Choice(Kind[Picks], frozen=True, kw_only=True):
    """A question with options, of which one is right and one is chosen, in the field ``choice``."""

    words: ClassVar[frozenset[str]] = frozenset()

    options: tuple[Option, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"options": self.options}

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Picks:
        pick = form.one("choice", layout.positions("options"))
        return Picks(options=() if pick is None else (pick,))

    def fill(self, layout: QuestionLayout, answer: Picks) -> FormValues:
        shown = layout.positions("options")
        return {"choice": [position for position, ref in shown.items() if ref in answer.options]}

    @property
    def key(self) -> Picks:
        return Picks(options=tuple(sorted(right(self.options))))

    def earned(self, answer: Picks) -> Earned:
        feedback = on_picked(self.options, answer.options)
        return float(set(answer.options) == set(right(self.options))), feedback

    def own_faults(self) -> Iterable[Fault]:
        return ()
