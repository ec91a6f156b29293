"""No grade is above what the kind of a source, or what a verdict cites, allows."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest

from lessons.checking import problems
from lessons.debate import HIGHEST, Evidence, Grade, Study, Verdict
from lessons.lesson import Lesson
from tests.debates import a_debated_lesson, a_verdict, an_evidence

WITHOUT_YEAR = {"citation": "Keller A. Feet. J Feet.", "undated": "None."}
WITHOUT_AUTHOR = {"citation": "Feet. J Feet 1990;1.", "unsigned": "None."}


def said(lesson: Lesson) -> list[str]:
    return [str(problem) for problem in problems(lesson)]


def with_source(**changes: Any) -> Lesson:
    return a_debated_lesson(evidence=(an_evidence(), an_evidence("more", **changes)))


def with_verdict(verdict: Verdict, *evidence: Evidence) -> Lesson:
    first, _, *others = a_debated_lesson().verdicts
    judged = msgspec.structs.replace(verdict, evidence=tuple(each.ref for each in evidence))
    return a_debated_lesson(evidence=(an_evidence(), *evidence), verdicts=(first, judged, *others))


@pytest.mark.parametrize("kind", get_args(Study))
@pytest.mark.parametrize("grade", get_args(Grade))
def test_a_source_is_graded_as_high_as_its_kind_allows_and_no_higher(
    kind: Study, grade: Grade
) -> None:
    found = said(with_source(kind=kind, grade=grade))

    too_high = f"is {grade}, and a {kind} allows {HIGHEST[kind]} at most; lower it"
    expected = [f"debate.yaml, evidence[1].grade: {too_high}"] if grade < HIGHEST[kind] else []
    assert found == expected


def test_a_table_without_its_sources_is_no_a() -> None:
    assert (HIGHEST["page"], HIGHEST["textbook"]) == ("D", "C")
    assert HIGHEST.keys() == set(get_args(Study))


def test_a_source_says_of_what_kind_it_is() -> None:
    assert said(with_source(kind=None)) == [
        "debate.yaml, evidence[1].kind: is missing; say what kind of source it is"
    ]


@pytest.mark.parametrize("untraced", [WITHOUT_YEAR, WITHOUT_AUTHOR])
@pytest.mark.parametrize(("grade", "is_named"), [("C", True), ("D", False)])
def test_a_source_that_cannot_be_traced_is_graded_d_at_most(
    untraced: dict[str, str], grade: str, *, is_named: bool
) -> None:
    found = said(with_source(grade=grade, **untraced))

    expected = "debate.yaml, evidence[1].grade: is C, and without an author or a year D is the most"
    assert [text.startswith(expected) for text in found] == [True] * is_named


@pytest.mark.parametrize(
    ("label", "grade", "cites", "best"),
    [
        ("contested", "B", ("C",), "C"),
        ("contested", "B", ("C", "D"), "C"),
        ("contested", "C", (), "D"),
        ("no_evidence", "B", ("B",), "D"),
    ],
)
def test_a_verdict_is_not_graded_above_what_it_rests_on(
    label: str, grade: str, cites: tuple[Grade, ...], best: str
) -> None:
    sources = [an_evidence(f"s{number}", grade=each) for number, each in enumerate(cites)]

    found = said(with_verdict(a_verdict("d2", label, grade=grade), *sources))

    text = f"is {grade}, and what it rests on allows {best} at most; lower it"
    assert found == [f"debate.yaml, verdicts[1].grade: {text}"]
    assert said(with_verdict(a_verdict("d2", label, grade=best), *sources)) == []
