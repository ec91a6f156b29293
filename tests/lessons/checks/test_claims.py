"""Every claim has an origin, a passage and one verdict."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.checking import problems
from lessons.lesson import Lesson
from tests.builders import BODY, a_lesson, a_section
from tests.debates import ARGUED, a_claim, a_debated_lesson, a_row, a_verdict


def said(lesson: Lesson) -> list[str]:
    return [str(problem) for problem in problems(lesson)]


def only(lesson: Lesson) -> str:
    [problem] = said(lesson)
    return problem


def with_third(**changes: Any) -> Lesson:
    """The third claim, which no row covers, is changed."""
    one, two, _, critic = a_debated_lesson().claims
    return a_debated_lesson(claims=(one, two, a_claim("c3", **changes), critic))


def test_a_sound_debate_has_no_problem() -> None:
    assert said(a_debated_lesson()) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"paragraphs": (1, 9)},
            "claims[2].paragraphs: names 9, which is no paragraph of the source here; correct it",
        ),
        (
            {"paragraphs": (), "comments": (2,)},
            "claims[2].comments: names 2, which is no shown comment here; correct it",
        ),
        (
            {"paragraphs": (1,), "comments": (1,)},
            "claims[2]: needs paragraphs or comments that make it, and not both; name them",
        ),
        (
            {"paragraphs": ()},
            "claims[2]: needs paragraphs or comments that make it, and not both; name them",
        ),
        ({"types": ()}, "claims[2].types: is empty; name what sort of claim it is"),
    ],
)
def test_a_claim_has_one_origin_and_a_sort(changes: dict[str, Any], problem: str) -> None:
    assert only(with_third(**changes)) == f"debate.yaml, {problem}"


def test_a_claim_of_the_article_is_marked_where_the_text_states_it() -> None:
    unmarked = a_section(body=BODY + ARGUED.replace("{claim=c3}", ""))
    lesson = a_debated_lesson(sections=(unmarked, a_lesson().sections[1]))

    assert only(lesson) == (
        "debate.yaml, claims[2].ref: is c3, which no section marks; write [words]{claim=c3}"
    )


def test_a_claim_is_judged() -> None:
    unjudged = a_debated_lesson(verdicts=a_debated_lesson().verdicts[:2])

    third, critic = said(unjudged)

    assert third.startswith("debate.yaml, claims[2].ref: is c3, which nothing judges; write its")
    assert critic.startswith("debate.yaml, claims[3].ref: is k1, which nothing judges")


def test_a_claim_is_judged_by_its_row_or_by_itself_and_not_by_both() -> None:
    twice = a_debated_lesson(verdicts=(*a_debated_lesson().verdicts, a_verdict("c1", "partly")))

    assert only(twice) == (
        "debate.yaml, verdicts[4].on: is c1, which docket row d1 covers; let the row's verdict do"
    )


def test_a_claim_is_covered_by_one_row() -> None:
    row, other = a_debated_lesson().docket
    lesson = a_debated_lesson(docket=(row, a_row(other.ref, "c2", "c1")))

    assert only(lesson) == (
        "debate.yaml, docket[1].claims: names c1, which a row covers already; leave it to one"
    )
