"""Gaps: fill the gaps in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.authoring import Authored, Ref
from quizzes.answer_form import AnswerForm, FormValues
from quizzes.faults import Fault, repeated, twice
from quizzes.kind import Kind, Public
from quizzes.mark import Earned, Feedback, share_right
from quizzes.option import Item, Option, right
from quizzes.question_layout import QuestionLayout
from quizzes.rows import Fill, Rows, fill_rows, read_rows

_GAP = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class PublicGaps(Public, frozen=True, kw_only=True, tag="gaps"):
    """Fill each gap with one of its options, in the field named by the gap's position.

    ``pieces`` are the text around the gaps: one more than there are gaps.
    """

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]


class Gap(Authored, frozen=True, kw_only=True):
    """A gap ``[[ref]]`` in a text, filled from a list of options of its own."""

    ref: Ref
    options: tuple[Option, ...]


class Gaps(Kind[Fill], frozen=True, kw_only=True, tag="gaps"):
    """Fill the gaps in ``text``, each from its list."""

    words = frozenset()

    text: str
    gaps: tuple[Gap, ...]

    @property
    def lists(self) -> dict[str, tuple[Option, ...]]:
        return {gap.ref: gap.options for gap in self.gaps}

    @property
    def written_lists(self) -> dict[str, tuple[Item, ...]]:
        return {f"gaps[{index}].options": gap.options for index, gap in enumerate(self.gaps)}

    @property
    def blanks(self) -> tuple[str, ...]:
        """The refs of the gaps, as they follow each other in the text."""
        return tuple(_GAP.findall(self.text))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text around the gaps: one piece more than there are gaps."""
        return tuple(_GAP.split(self.text)[::2])

    def public_view(self, layout: QuestionLayout) -> PublicGaps:
        lists = self.lists
        return PublicGaps(
            stem=self.stem,
            counts=self.counts,
            pieces=self.pieces,
            gaps=tuple(layout.texts(ref, lists[ref]) for ref in self.blanks),
        )

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Fill:
        return read_rows(form, self._rows(layout))

    def fill(self, layout: QuestionLayout, answer: Fill) -> FormValues:
        return fill_rows(self._rows(layout), answer)

    @property
    def key(self) -> Fill:
        return Fill(rows={gap.ref: right(gap.options)[0] for gap in self.gaps})

    def earned(self, answer: Fill) -> Earned:
        feedback = [
            Feedback(on=gap.ref, right=option.correct, text=option.feedback)
            for gap in self.gaps
            for option in gap.options
            if option.ref == answer.rows.get(gap.ref)
        ]
        return share_right(feedback, len(self.gaps))

    def own_faults(self) -> Iterator[Fault]:
        refs = [gap.ref for gap in self.gaps]
        if not refs:
            yield "gaps", "is empty; give it one or more"
        yield from repeated("gaps[{}].ref", refs)
        for ref in twice(self.blanks):
            yield "text", f"has [[{ref}]] twice; a gap stands in one place"
        for ref in sorted(set(self.blanks) - set(refs)):
            yield "text", f"has [[{ref}]], which is no gap; correct the ref"
        for index, ref in enumerate(refs):
            if ref not in self.blanks:
                text = f"is {ref}, and the text has no [[{ref}]]; put it there"
                yield f"gaps[{index}].ref", text

    def _rows(self, layout: QuestionLayout) -> Rows:
        return {ref: layout.positions(ref) for ref in self.blanks}
