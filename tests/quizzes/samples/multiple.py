"""Multiples to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizzes.choice import Picks
from quizzes.kinds.multiple import Multiple
from tests.quizzes.pieces import fields_of, many_options, options, turned
from tests.quizzes.sample import Sample


def a_multiple(**changes: Any) -> Multiple:
    """The first three of five options are right."""
    ticks = options("a", "b", "c", "d", "e", right=("a", "b", "c"))
    return Multiple(**fields_of("multiple", changes, options=ticks))


def multiples() -> st.SearchStrategy[Multiple]:
    """Multiples of either credit."""
    credit = st.sampled_from(["balanced", "exact"])
    return st.builds(a_multiple, options=many_options(right=None), credit=credit)


def _picks(question: Multiple) -> st.SearchStrategy[Picks]:
    refs = [option.ref for option in question.options]
    return st.sets(st.sampled_from(refs)).map(lambda some: Picks(options=tuple(sorted(some))))


SAMPLE = Sample(
    make=a_multiple,
    questions=multiples(),
    answers=_picks,
    rekeyed=lambda question: {"options": turned(question.options)},
    shown=frozenset({"credit"}),  # one of two words, and so no place for a canary
)
