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
        (
            {"citation": "Keller A. Feet. J Feet."},
            "citation: has no year; add it, or say in undated",
        ),
        ({"citation": "Feet. J Feet 1990. Pp. 1–2."}, "citation: has no author; add it, or say in"),
        ({"citation": "Keller A. Feet 1990."}, "citation: has no place; write author, title, and"),
        ({"citation": "Feet 1990.", "unsigned": "None.", "grade": "D"}, "citation: has no place"),
        ({"undated": "None.", "grade": "D"}, "undated: goes with a citation that has no year"),
        ({"unsigned": "None.", "grade": "D"}, "unsigned: goes with a citation that has no author"),
        ({"bearings": ()}, "ref: is more, which bears on nothing and is not cited; link it or"),
        ({"bearings": (Bearing(claim="c9", weight=0),)}, "bearings: names c9, which is no claim"),
        ({"bearings": (C1, C1)}, "bearings: name c1 twice; give it one weight"),
        ({"limits": " "}, "limits: is empty; write it or remove it"),
    ],
)
def test_damaged_evidence_is_named(changes: dict[str, Any], problem: str) -> None:
    [found] = said(**changes)

    assert found.startswith(f"debate.yaml, evidence[1].{problem}")


@pytest.mark.parametrize(
    "changes",
    [
        {"citation": "Keller A. Feet. A web page.", "undated": "No date was seen."},
        {"citation": "Feet and shoes. J Feet 1990;1.", "unsigned": "No author was seen."},
        {
            "citation": "Institute of Feet. Arches. feet.example.",
            "undated": "None.",
            "kind": "page",
        },
    ],
)
def test_evidence_without_an_author_or_a_year_says_why(changes: dict[str, Any]) -> None:
    assert said(**{"grade": "D"} | changes) == []


@pytest.mark.parametrize(
    "author",
    [
        "Keller A.",
        "Keller AB, Fuß C.",
        "van Sörnsen de Koste JR, Senan S.",
        "Coker Girón E, et al.",
        "Standring S (ed).",
        "O’Neil-Žák P.",
    ],
)
def test_whoever_signs_with_initials_is_an_author(author: str) -> None:
    assert said(citation=f"{author} Feet. J Feet 1990;1:1–2.") == []


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
