"""Matchings to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from quizzes.kinds.matching import Matching, Pair
from quizzes.rows import Fill
from tests.quizzes.pieces import REFS, fields_of, items
from tests.quizzes.sample import Sample, fills


def a_matching(**changes: Any) -> Matching:
    """Two rows and three choices."""
    pairs = (
        Pair(ref="p", text="Row p", match="a", feedback="Not so p"),
        Pair(ref="q", text="Row q", match="b"),
    )
    return Matching(**fields_of("matching", changes, pairs=pairs, choices=items("a", "b", "c")))


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    """Matchings in which a choice may match several rows, or none."""
    choices = items(*draw(st.permutations(REFS)))
    matches = draw(st.lists(st.sampled_from(REFS), min_size=2, max_size=6))
    pairs = [
        Pair(ref=f"p{number}", text=f"Row {number}", match=match, feedback=f"Not {match}")
        for number, match in enumerate(matches)
    ]
    return a_matching(pairs=tuple(draw(st.permutations(pairs))), choices=choices)


def _matched(question: Matching) -> st.SearchStrategy[Fill]:
    refs = tuple(choice.ref for choice in question.choices)
    return fills({pair.ref: refs for pair in question.pairs})


def _rekeyed(question: Matching) -> dict[str, Any]:
    matches = [pair.match for pair in question.pairs]
    moved = zip(question.pairs, [matches[-1], *matches[:-1]], strict=True)
    return {"pairs": tuple(replace(pair, match=match) for pair, match in moved)}


SAMPLE = Sample(make=a_matching, questions=matchings(), answers=_matched, rekeyed=_rekeyed)
