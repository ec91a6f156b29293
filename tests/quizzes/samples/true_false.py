"""Statements that hold or not, to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizzes.kinds.true_false import Judgement, TrueFalse
from tests.quizzes.pieces import fields_of, many_options, options, turned
from tests.quizzes.sample import Sample


def a_true_false(**changes: Any) -> TrueFalse:
    """It holds, for the first of three reasons."""
    fields = {"answer": True, "reasons": options("a", "b", "c"), "if_wrong": "It does hold."}
    return TrueFalse(**fields_of("true-false", changes, **fields))


def _judgements(question: TrueFalse) -> st.SearchStrategy[Judgement]:
    reasons = [None, *(reason.ref for reason in question.reasons)]
    holds = st.sampled_from([None, True, False])
    return st.builds(Judgement, holds=holds, reason=st.sampled_from(reasons))


SAMPLE = Sample(
    make=a_true_false,
    questions=st.builds(a_true_false, answer=st.booleans(), reasons=many_options()),
    answers=_judgements,
    rekeyed=lambda each: {"answer": not each.answer, "reasons": turned(each.reasons)},
)
