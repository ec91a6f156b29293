"""Vignettes to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizzes.kinds.vignette import Vignette
from tests.quizzes.pieces import fields_of, many_options, options, turned
from tests.quizzes.sample import Sample, one_pick


def a_vignette(**changes: Any) -> Vignette:
    """The first of three options is right."""
    fields = {"case": "Ada limps.", "options": options("a", "b", "c")}
    return Vignette(**fields_of("case", changes, **fields))


SAMPLE = Sample(
    make=a_vignette,
    questions=st.builds(a_vignette, options=many_options()),
    answers=one_pick,
    rekeyed=lambda question: {"options": turned(question.options)},
    shown=frozenset({"case"}),
)
