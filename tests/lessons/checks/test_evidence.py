"""Every evidence is cited so that it can be found, and linked to what it speaks to."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.checking import problems
from lessons.debate import Bearing
from tests.debates import a_debated_lesson, an_evidence

C1 = Bearing(claim="c1", weight=1)


def said(**changes: Any) -> list[str]:
    evidence = (an_evidence(), an_evidence("more", **changes))
    return [str(problem) for problem in problems(a_debated_lesson(evidence=evidence))]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"citation": "Keller, Feet."}, "citation: has no year; add it, or say in undated why"),
        ({"undated": "A web page."}, "undated: goes with a citation without a year; remove one"),
        ({"bearings": ()}, "ref: is more, which bears on nothing and is not cited; link it or"),
        ({"bearings": (Bearing(claim="c9", weight=0),)}, "bearings: names c9, which is no claim"),
        ({"bearings": (C1, C1)}, "bearings: name c1 twice; give it one weight"),
        ({"limits": " "}, "limits: is empty; write it or remove it"),
    ],
)
def test_damaged_evidence_is_named(changes: dict[str, Any], problem: str) -> None:
    [found] = said(**changes)

    assert found.startswith(f"debate.yaml, evidence[1].{problem}")


def test_evidence_without_a_year_says_why() -> None:
    assert said(citation="Keller, a web page.", undated="No date was seen.") == []


@pytest.mark.parametrize("field", ["arguments", "verdicts"])
def test_evidence_that_is_cited_needs_no_bearing(field: str) -> None:
    cited = an_evidence(bearings=())
    lesson = a_debated_lesson(evidence=(cited,))
    other = {"arguments": "verdicts", "verdicts": "arguments"}[field]
    silent = tuple(type(each)(**_uncited(each)) for each in getattr(lesson, other))

    found = problems(a_debated_lesson(evidence=(cited,), **{other: silent}))

    assert found == []


def _uncited(citing: Any) -> dict[str, Any]:
    fields = {field: getattr(citing, field) for field in citing.__struct_fields__}
    return fields | {"evidence": ()}
