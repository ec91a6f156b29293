"""A ref names one thing among those it could be taken for."""

from __future__ import annotations

from lessons.checking import problems
from tests.builders import a_section, a_term
from tests.debates import a_claim, a_debated_lesson, an_evidence, an_exercise


def said(**changes: object) -> list[str]:
    return [str(problem) for problem in problems(a_debated_lesson(**changes))]


def test_the_parts_of_a_debate_share_no_ref() -> None:
    evidence = (an_evidence(), an_evidence("c3"), an_evidence("d1"), an_evidence("d1-for"))

    assert said(evidence=evidence) == [
        "debate.yaml, evidence[1].ref: is c3 again; choose another",
        "debate.yaml, evidence[2].ref: is d1 again; choose another",
        "debate.yaml, evidence[3].ref: is d1-for again; choose another",
    ]


def test_a_ref_of_the_debate_is_well_formed() -> None:
    claims = (*a_debated_lesson().claims, a_claim("C 4"))

    assert (
        "debate.yaml, claims[4].ref: is 'C 4'; write lower-case letters, digits"
        in said(claims=claims)[0]
    )


def test_an_exercise_is_named_once() -> None:
    twice = (*a_debated_lesson().exercises, an_exercise("walk"))

    assert said(exercises=twice) == [
        "exercises.yaml, exercises[2].ref: is walk again; choose another"
    ]


def test_an_exercise_may_be_named_as_a_term_is() -> None:
    body = a_debated_lesson().sections[0].body.replace("walk", "arch")

    assert (
        said(
            terms=(a_term(),),
            sections=(a_section(body=body), a_debated_lesson().sections[1]),
            exercises=(an_exercise("stand"), an_exercise("arch")),
        )
        == []
    )
