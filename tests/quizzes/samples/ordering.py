"""Orderings to test with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizzes.kinds.ordering import Order, Ordering
from tests.quizzes.pieces import REFS, fields_of, items
from tests.quizzes.sample import Sample


def an_ordering(**changes: Any) -> Ordering:
    """Four items in order."""
    fields = {"items": items("a", "b", "c", "d"), "if_wrong": "From above."}
    return Ordering(**fields_of("ordering", changes, **fields))


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    """Orderings with up to two ties."""
    refs = draw(st.permutations(REFS[: draw(st.integers(2, len(REFS)))]))
    tied = draw(st.lists(st.sampled_from(refs), unique=True, max_size=min(4, len(refs) - 1)))
    middle = draw(st.integers(0, len(tied)))
    ties = tuple(tuple(tie) for tie in (tied[:middle], tied[middle:]) if tie)
    return an_ordering(items=items(*refs), ties=ties)


@st.composite
def _orders(draw: st.DrawFn, question: Ordering) -> Order:
    places = draw(st.permutations([item.ref for item in question.items]))
    kept = [ref if draw(st.booleans()) else None for ref in places]
    return Order(items=tuple(kept) if any(kept) else ())


SAMPLE = Sample(
    make=an_ordering,
    questions=orderings(),
    answers=_orders,
    rekeyed=lambda question: {"items": question.items[::-1], "ties": ()},
)
