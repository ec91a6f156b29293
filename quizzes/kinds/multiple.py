"""Multiple: tick all that hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from quizzes.answer_form import AnswerForm
from quizzes.choice import Choice, Picks
from quizzes.faults import Fault
from quizzes.kind import Public
from quizzes.mark import Earned, on_picked
from quizzes.option import Option, right
from quizzes.question_layout import QuestionLayout

Credit = Literal["exact", "balanced"]


class PublicMultiple(Public, frozen=True, kw_only=True, tag="multiple"):
    """Tick any of the options, in the field ``choice``."""

    options: tuple[str, ...]


class Multiple(Choice, frozen=True, kw_only=True, tag="multiple"):
    """Tick all that hold."""

    credit: Credit = "balanced"

    @property
    def one_right(self) -> dict[str, tuple[Option, ...]]:
        return {}

    def public_view(self, layout: QuestionLayout) -> PublicMultiple:
        options = layout.texts("options", self.options)
        return PublicMultiple(stem=self.stem, counts=self.counts, options=options)

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Picks:
        picks = form.many("choice", layout.positions("options"))
        return Picks(options=tuple(sorted(picks)))

    def earned(self, answer: Picks) -> Earned:
        """Balanced credit: ticking everything earns no more than ticking nothing."""
        if self.credit == "exact":
            return super().earned(answer)
        key, picked = set(right(self.options)), set(answer.options)
        others = len(self.options) - len(key)
        loss = len(picked - key) / others if others else 0.0
        earned = max(0.0, len(picked & key) / len(key) - loss)
        return earned, on_picked(self.options, answer.options)

    def own_faults(self) -> Iterator[Fault]:
        count, most = len(right(self.options)), len(self.options)
        if not 0 < count < most:
            text = f"has {count} of {most} that are correct; have some right, some wrong"
            yield "options", text
