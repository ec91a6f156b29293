"""Numerics to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizzes.kinds.numeric import Amount, Numeric, Trap
from tests.quizzes.pieces import fields_of
from tests.quizzes.sample import Sample

NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 4))


def a_numeric(**changes: Any) -> Numeric:
    """40 per cent, or one more or less; 60 is a trap."""
    fields: dict[str, Any] = {"answer": 40.0, "tolerance": 1.0, "unit": "%", "if_wrong": "Count."}
    traps = (Trap(value=60.0, feedback="That is those without."),)
    return Numeric(**fields_of("numeric", changes, traps=traps, **fields))


def _numerics() -> st.SearchStrategy[Numeric]:
    """Numerics with a tolerance or none, and a unit or none."""
    tolerances = st.floats(0, 100).map(lambda number: round(number, 3))
    units = st.sampled_from(["", "%", "mm", "beats a minute"])
    return st.builds(a_numeric, answer=NUMBERS, tolerance=tolerances, unit=units)


def _amounts(_: Numeric) -> st.SearchStrategy[Amount]:
    return st.builds(Amount, number=st.none() | NUMBERS.map(lambda number: number + 0.0))


SAMPLE = Sample(
    make=a_numeric,
    questions=_numerics(),
    answers=_amounts,
    rekeyed=lambda each: {"answer": each.answer + 7, "tolerance": each.tolerance + 1},
    shown=frozenset({"unit"}),
)
