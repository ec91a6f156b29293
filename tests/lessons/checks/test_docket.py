"""Every docket row is argued on both sides, and judged once."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.checking import problems
from lessons.lesson import Lesson
from tests.debates import a_debated_lesson, a_row, a_verdict


def said(lesson: Lesson) -> list[str]:
    return [str(problem) for problem in problems(lesson)]


def without(field: str, ref: str) -> Lesson:
    """The debated lesson without the argument or verdict of that ref."""
    lesson = a_debated_lesson()
    kept = {
        "arguments": tuple(each for each in lesson.arguments if each.ref != ref),
        "verdicts": tuple(each for each in lesson.verdicts if each.on != ref),
    }
    return a_debated_lesson(**{field: kept[field]})


@pytest.mark.parametrize(
    ("field", "ref", "lack"),
    [
        ("arguments", "d2-for", "is d2, which has no argument for it; write one"),
        ("arguments", "d2-against", "is d2, which has no argument against it; write one"),
        ("verdicts", "d2", "is d2, which has no verdict; write one"),
    ],
)
def test_a_row_has_both_sides_and_a_verdict(field: str, ref: str, lack: str) -> None:
    assert said(without(field, ref)) == [f"debate.yaml, docket[1].ref: {lack}"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"claims": ()}, "is empty; name the claims that the row covers"),
        ({"claims": ("c2", "c9")}, "names c9, which is no claim here; correct it"),
    ],
)
def test_a_row_covers_claims_that_there_are(changes: dict[str, Any], problem: str) -> None:
    row, _ = a_debated_lesson().docket
    lesson = a_debated_lesson(docket=(row, a_row("d2", **changes)))

    assert f"debate.yaml, docket[1].claims: {problem}" in said(lesson)


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("", "is missing; ask the wording, so that it can stand undecided"),
        ("It is so.", "does not end with a question mark; ask the wording"),
    ],
)
def test_a_row_is_also_asked(question: str, problem: str) -> None:
    row, _ = a_debated_lesson().docket
    lesson = a_debated_lesson(docket=(row, a_row("d2", "c2", question=question)))

    assert said(lesson) == [f"debate.yaml, docket[1].question: {problem}"]


def test_a_row_of_an_older_lesson_is_asked_all_the_same() -> None:
    assert a_row("d2", "c2", question="").asked == "Does it hold? “It is so, says d2.”"
    assert a_row("d2", "c2").asked == "Is it so, asks d2?"


@pytest.mark.parametrize(
    ("on", "cites", "field", "problem"),
    [
        ("d9", (), "on", "names d9, which is no docket row or claim here; correct it"),
        ("d1", (), "on", "is d1, which is judged already; keep one verdict"),
        ("c3", ("nobody",), "evidence", "names nobody, which is no evidence here; correct it"),
    ],
)
def test_a_verdict_is_on_something_once_and_cites_what_there_is(
    on: str, cites: tuple[str, ...], field: str, problem: str
) -> None:
    verdicts = (*a_debated_lesson().verdicts, a_verdict(on, "partly", evidence=cites))

    assert f"debate.yaml, verdicts[4].{field}: {problem}" in said(
        a_debated_lesson(verdicts=verdicts)
    )


@pytest.mark.parametrize(
    ("label", "settled"),
    [
        ("supported", True),
        ("partly", True),
        ("contradicted", True),
        ("contested", False),
        ("no_evidence", False),
        ("not_testable", False),
    ],
)
def test_a_verdict_is_settled_where_a_question_can_have_a_key(label: str, *, settled: bool) -> None:
    assert a_verdict("d1", label).settled is settled
