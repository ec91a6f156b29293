"""TrueFalse: say whether it holds, and choose the reason."""

from __future__ import annotations

from collections.abc import Iterable

from quizzes.answer import Answer
from quizzes.answer_form import AnswerForm, FormValues
from quizzes.faults import Fault
from quizzes.kind import Kind, Public
from quizzes.mark import Earned, Feedback, on_picked
from quizzes.option import Item, Option, right
from quizzes.question_layout import QuestionLayout

_VERDICTS = {"true": True, "false": False}


class PublicTrueFalse(Public, frozen=True, kw_only=True, tag="true_false"):
    """Say "true" or "false" in the field ``verdict``, and choose one in the field ``reason``."""

    reasons: tuple[str, ...]


class Judgement(Answer, frozen=True, kw_only=True, tag="judgement"):
    """Whether a statement holds, and the reason chosen for that."""

    holds: bool | None = None
    reason: str | None = None


class TrueFalse(Kind[Judgement], frozen=True, kw_only=True, tag="true_false"):
    """Say whether it holds, and choose the reason: half for each.

    One of the ``reasons`` is why the ``answer`` is what it is; a reason earns nothing by itself.
    """

    words = frozenset({"if_wrong"})

    answer: bool
    reasons: tuple[Option, ...]
    if_wrong: str

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"reasons": self.reasons}

    def public_view(self, layout: QuestionLayout) -> PublicTrueFalse:
        reasons = layout.texts("reasons", self.reasons)
        return PublicTrueFalse(stem=self.stem, counts=self.counts, reasons=reasons)

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Judgement:
        reasons = layout.positions("reasons")
        return Judgement(holds=form.one("verdict", _VERDICTS), reason=form.one("reason", reasons))

    def fill(self, layout: QuestionLayout, answer: Judgement) -> FormValues:
        reasons = layout.positions("reasons")
        return {
            "verdict": [] if answer.holds is None else [str(answer.holds).lower()],
            "reason": [position for position, ref in reasons.items() if ref == answer.reason],
        }

    @property
    def key(self) -> Judgement:
        return Judgement(holds=self.answer, reason=right(self.reasons)[0])

    def earned(self, answer: Judgement) -> Earned:
        """Half for the verdict, half for the reason; one for the wrong verdict earns nothing."""
        reason = on_picked(self.reasons, (answer.reason,))
        if answer.holds is self.answer:
            return 0.5 + 0.5 * any(feedback.right for feedback in reason), reason
        if answer.holds is None:
            return 0.0, reason
        return 0.0, [Feedback(right=False, text=self.if_wrong), *reason]

    def own_faults(self) -> Iterable[Fault]:
        return ()
