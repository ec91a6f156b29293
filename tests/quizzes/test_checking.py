"""A quiz is checked against its lesson and debate: whatever dangles or is missing is named."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lessons.debate import Claim, DocketRow, Evidence, Label, Verdict
from quizzes.checking import Debate, problems
from quizzes.quiz import Quiz
from tests.builders import a_lesson
from tests.questions import a_label, a_quiz, a_single, options


def a_verdict(on: str, label: Label) -> Verdict:
    return Verdict(on=on, label=label, grade="B", reason="It was seen.", date=dt.date(2020, 1, 1))


def a_debate(**changes: Any) -> Debate:
    """One settled row and one contested; claim c3 is covered by no row, and cannot be tested."""
    claims = tuple(
        Claim(ref=ref, text=f"Claim {ref}", types=("anatomical",), paragraphs=(1,))
        for ref in ("c1", "c2", "c3")
    )
    evidence = Evidence(
        ref="keller-1990",
        citation="Keller, 1990.",
        short="Keller",
        design="Dissection",
        finding="It springs.",
        limits="Few.",
        grade="C",
        bearings=(),
    )
    fields: dict[str, Any] = {
        "claims": claims,
        "docket": (
            DocketRow(ref="d1", title="One", wording="It springs.", claims=("c1",)),
            DocketRow(ref="d2", title="Two", wording="It feels.", claims=("c2",)),
        ),
        "verdicts": (
            a_verdict("d1", "partly"),
            a_verdict("d2", "contested"),
            a_verdict("c3", "not_testable"),
        ),
        "evidence": (evidence,),
    }
    return Debate(**fields | changes)


SETTLED = a_single(rows=("d1",), claims=("c1",), sources=("keller-1990",))
OPINION = a_single(ref="opinion", rows=("d2",), claims=("c2",), counts=False)


def found(quiz: Quiz, debate: Debate | None = None) -> list[str]:
    return [str(problem) for problem in problems(quiz, a_lesson(), debate or a_debate())]


def test_a_sound_quiz_has_no_problem() -> None:
    assert found(a_quiz(SETTLED, OPINION)) == []
    assert found(a_quiz(), Debate()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"section": "hands"}, "section: names hands, which is nowhere in the lesson; correct"),
        ({"claims": ("c1", "c9")}, "claims: names c9, which is nowhere"),
        ({"rows": ("d1", "d9")}, "rows: names d9, which is nowhere"),
        ({"sources": ("nobody",)}, "sources: names nobody, which is nowhere"),
        ({"ref": "opinion"}, "ref: is 'opinion' again; choose another"),
        ({"options": options("a", right=())}, "options: has 0 that are correct"),
        ({"stem": " \n"}, "stem: is empty; write it or remove it"),
        ({"rows": ("d1", "d2")}, "counts: is true, and d2 is not settled; make it false"),
        ({"claims": ("c3",)}, "counts: is true, and c3 is not settled; make it false"),
    ],
)
def test_a_damaged_question_is_named(changes: dict[str, Any], said: str) -> None:
    fields: dict[str, Any] = {"rows": ("d1",)}

    quiz = a_quiz(OPINION, a_single(**fields | changes))

    assert [problem for problem in found(quiz) if f"questions[1].{said}" in problem]


def test_a_problem_names_the_file_of_its_quiz() -> None:
    quiz = a_quiz(SETTLED, OPINION, title="")

    assert found(quiz) == ["feet.yaml, title: is empty; write it or remove it"]


def test_a_settled_row_needs_a_question_that_counts() -> None:
    on_it = a_single(ref="on-it", rows=("d1",), counts=False)

    [problem] = found(a_quiz(a_single(), on_it, OPINION))

    assert problem.endswith("have none on d1 that counts, and it is settled; write one")


def test_a_row_that_is_not_settled_needs_a_question_that_does_not_count() -> None:
    [problem] = found(a_quiz(SETTLED))

    assert problem.endswith("have none on d2 that does not count, and it is not settled; write one")


def test_a_question_that_is_not_drawn_asks_nothing_of_a_row() -> None:
    [problem] = found(a_quiz(a_single(), a_label(rows=("d1",)), OPINION))

    assert "have none on d1" in problem


def test_a_row_without_a_verdict_asks_for_no_question() -> None:
    assert found(a_quiz(a_single()), a_debate(verdicts=())) == []


def test_a_quiz_needs_a_question_that_counts() -> None:
    quiz = a_quiz(a_single(counts=False), a_label())

    assert found(quiz, Debate()) == [
        "feet.yaml, questions: have none that counts; a quiz needs one to be passed"
    ]
