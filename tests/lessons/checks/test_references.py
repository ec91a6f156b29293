"""References: what leads back to where it started is found, whatever leads where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessons.checks.references import looped

REFS = st.sampled_from("abcdef")
LEADS = st.dictionaries(REFS, st.lists(REFS, max_size=3), max_size=6)


@given(LEADS)
def test_what_is_not_on_a_circle_can_be_put_in_order(leads: dict[str, list[str]]) -> None:
    straight = {ref: ahead for ref, ahead in leads.items() if ref not in looped(leads)}

    ordered: list[str] = []
    while len(ordered) < len(straight):
        free = [
            ref
            for ref in straight
            if ref not in ordered
            and not any(ref in straight[other] for other in straight if other not in ordered)
        ]
        ordered += free
        assert free


@given(LEADS)
def test_what_is_on_a_circle_leads_to_another_on_one(leads: dict[str, list[str]]) -> None:
    circles = looped(leads)

    assert all(circles.intersection(leads[ref]) for ref in circles)


def test_a_ref_that_leads_nowhere_is_on_no_circle() -> None:
    assert looped({"a": ["b"], "b": ["gone"]}) == set()
    assert looped({"a": ["a"]}) == {"a"}
    assert looped({"a": ["b"], "b": ["c"], "c": ["b"]}) == {"b", "c"}
