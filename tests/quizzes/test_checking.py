"""A quiz is checked against its lesson: whatever dangles or is missing is named."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.lesson import Lesson
from quizzes.checking import problems
from quizzes.quiz import Quiz
from tests.builders import a_lesson
from tests.debates import a_debated_lesson
from tests.questions import a_quiz
from tests.quizzes.pieces import options
from tests.quizzes.samples.hotspot import a_hotspot
from tests.quizzes.samples.label import a_label
from tests.quizzes.samples.single import a_single

SETTLED = a_single(rows=("d1",), claims=("c1",), sources=("keller-1990",))
OPINION = a_single(ref="opinion", rows=("d2",), claims=("c2",), counts=False)


def found(quiz: Quiz, lesson: Lesson | None = None) -> list[str]:
    return [str(problem) for problem in problems(quiz, lesson or a_debated_lesson())]


def test_a_sound_quiz_has_no_problem() -> None:
    assert found(a_quiz(SETTLED, OPINION)) == []
    assert found(a_quiz(), a_lesson()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"section": "hands"}, "section: names hands, which is no section here; correct it"),
        ({"claims": ("c1", "c9")}, "claims: names c9, which is no claim here"),
        ({"rows": ("d1", "d9")}, "rows: names d9, which is no docket row here"),
        ({"sources": ("nobody",)}, "sources: names nobody, which is no evidence here"),
        ({"ref": "opinion"}, "ref: is 'opinion' again; choose another"),
        ({"options": options("a", right=())}, "options: has 0 that are correct"),
        ({"stem": " \n"}, "stem: is empty; write it or remove it"),
        ({"rows": ("d1", "d2")}, "counts: is true, and d2 is not settled; make it false"),
        ({"claims": ("c2",)}, "counts: is true, and c2 is not settled; make it false"),
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
    on_it = a_single(ref="on-it", rows=("d1",), claims=("c1",), counts=False)

    [problem] = found(a_quiz(a_single(), on_it, OPINION))

    assert problem.endswith("have none on d1 that counts, and it is settled; write one")


def test_a_row_that_is_not_settled_needs_a_question_that_does_not_count() -> None:
    counting = a_single(ref="counting", claims=("c1",), rows=("d1",))
    about_c2 = a_single(ref="about-c2", claims=("c2",), counts=False)

    [problem] = found(a_quiz(counting, about_c2))

    assert problem.endswith("have none on d2 that does not count, and it is not settled; write one")


def test_a_question_that_is_not_drawn_asks_nothing_of_a_row() -> None:
    kept = a_label(rows=("d1",), claims=("c1",))

    row, claim = found(a_quiz(a_single(), kept, OPINION))

    assert "have none on d1" in row
    assert "have none on claim c1 of d1" in claim


def test_a_row_without_a_verdict_asks_for_no_question() -> None:
    assert found(a_quiz(a_single()), a_debated_lesson(verdicts=())) == []


def test_a_quiz_needs_a_question_that_counts() -> None:
    quiz = a_quiz(a_single(counts=False), a_label())

    assert found(quiz, a_lesson()) == [
        "feet.yaml, questions: have none that counts; a quiz needs one to be passed"
    ]


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (a_label(figure="hand", structures=()), "figure: names hand, which is no figure here"),
        (a_label(structures=("arch", "toe")), "structures: names toe, which is no structure of"),
        (
            a_hotspot(zones=options("heel", "toe", right=("heel",))),
            "zones: names toe, which is no structure of the figure here; correct it",
        ),
    ],
)
def test_a_question_on_a_figure_asks_about_what_it_shows(question: Any, problem: str) -> None:
    [said] = found(a_quiz(SETTLED, OPINION, question))

    assert said.startswith(f"feet.yaml, questions[2].{problem}")
