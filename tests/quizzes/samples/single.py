"""Singles to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizzes.kinds.single import Single
from tests.quizzes.pieces import fields_of, many_options, options, turned
from tests.quizzes.sample import Sample, one_pick


def a_single(**changes: Any) -> Single:
    """The first of three options is right."""
    return Single(**fields_of("single", changes, options=options("a", "b", "c")))


SAMPLE = Sample(
    make=a_single,
    questions=st.builds(a_single, options=many_options()),
    answers=one_pick,
    rekeyed=lambda question: {"options": turned(question.options)},
)
