"""Texts with gaps to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from quizzes.kinds.gaps import Gap, Gaps
from quizzes.rows import Fill
from tests.quizzes.pieces import fields_of, many_options, options, turned
from tests.quizzes.sample import Sample, fills


def a_gaps(**changes: Any) -> Gaps:
    """Two gaps, which stand in the text the other way round than they are listed."""
    filled = (Gap(ref="x", options=options("a", "b")), Gap(ref="y", options=options("a", "b", "c")))
    return Gaps(**fields_of("gaps", changes, text="Feet [[y]] and [[x]].", gaps=filled))


@st.composite
def gaps(draw: st.DrawFn) -> Gaps:
    """Texts with gaps, listed in any order."""
    refs = [f"g{number}" for number in range(draw(st.integers(1, 5)))]
    filled = tuple(Gap(ref=ref, options=draw(many_options())) for ref in refs)
    text = " and ".join(f"[[{ref}]]" for ref in draw(st.permutations(refs)))
    return a_gaps(text=text, gaps=filled)


def _filled(question: Gaps) -> st.SearchStrategy[Fill]:
    return fills({gap.ref: tuple(option.ref for option in gap.options) for gap in question.gaps})


def _rekeyed(question: Gaps) -> dict[str, Any]:
    return {"gaps": tuple(replace(gap, options=turned(gap.options)) for gap in question.gaps)}


SAMPLE = Sample(make=a_gaps, questions=gaps(), answers=_filled, rekeyed=_rekeyed)
