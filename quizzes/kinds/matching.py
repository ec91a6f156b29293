"""Matching: choose for each row what goes with it."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.authoring import Ref
from quizzes.answer_form import AnswerForm, FormValues
from quizzes.faults import Fault
from quizzes.kind import Kind, Public
from quizzes.mark import Earned, Feedback, share_right
from quizzes.option import Item
from quizzes.question_layout import QuestionLayout
from quizzes.rows import Fill, Rows, fill_rows, read_rows


class PublicMatching(Public, frozen=True, kw_only=True, tag="matching"):
    """Give each row one of the choices, in the field named by the row's position."""

    rows: tuple[str, ...]
    choices: tuple[str, ...]


class Pair(Item, frozen=True, kw_only=True):
    """A row of a matching question: what is on the left, and the ref of its match."""

    match: Ref
    feedback: str | None = None


class Matching(Kind[Fill], frozen=True, kw_only=True, tag="matching"):
    """Match each row with one of the ``choices``, which may hold more than are needed."""

    words = frozenset()

    pairs: tuple[Pair, ...]
    choices: tuple[Item, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"pairs": self.pairs, "choices": self.choices}

    def public_view(self, layout: QuestionLayout) -> PublicMatching:
        return PublicMatching(
            stem=self.stem,
            counts=self.counts,
            rows=layout.texts("pairs", self.pairs),
            choices=layout.texts("choices", self.choices),
        )

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Fill:
        return read_rows(form, _rows(layout))

    def fill(self, layout: QuestionLayout, answer: Fill) -> FormValues:
        return fill_rows(_rows(layout), answer)

    @property
    def key(self) -> Fill:
        return Fill(rows={pair.ref: pair.match for pair in self.pairs})

    def earned(self, answer: Fill) -> Earned:
        chosen = answer.rows
        feedback = [_said(pair, chosen[pair.ref]) for pair in self.pairs if pair.ref in chosen]
        return share_right(feedback, len(self.pairs))

    def own_faults(self) -> Iterator[Fault]:
        choices = {choice.ref for choice in self.choices}
        for index, pair in enumerate(self.pairs):
            if pair.match not in choices:
                text = f"is {pair.match}, which is no choice; correct the ref"
                yield f"pairs[{index}].match", text


def _rows(layout: QuestionLayout) -> Rows:
    return dict.fromkeys(layout.orders["pairs"], layout.positions("choices"))


def _said(pair: Pair, choice: str) -> Feedback:
    right = choice == pair.match
    return Feedback(on=pair.ref, name=pair.text, right=right, text=None if right else pair.feedback)
