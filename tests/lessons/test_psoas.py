"""The lesson that comes with Trainer: it loads, holds together and has its figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lessons.checking import problems
from lessons.debate import people
from lessons.drawing import Drawing
from lessons.lesson import Lesson
from lessons.loading import SHIPPED, load_lesson
from lessons.prose import to_html
from tests.html import active
from tests.lessons.damage import Damaged

FOLDER = SHIPPED / "psoas"


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return load_lesson(FOLDER)


def test_it_has_no_problem(lesson: Lesson) -> None:
    assert [str(problem) for problem in problems(lesson)] == []


def test_it_restates_eight_paragraphs_in_eight_to_ten_sections(lesson: Lesson) -> None:
    words = sum(len(section.body.split()) for section in lesson.sections)

    assert 8 <= len(lesson.sections) <= 10
    assert 2000 <= words <= 3500
    assert len(lesson.source.paragraphs) == 8


def test_it_accounts_for_all_twenty_six_comments(lesson: Lesson) -> None:
    kinds = {comment.number: comment.kind for comment in lesson.comments}

    assert len(kinds) == lesson.source.declared_comments == 26
    assert {number for number, kind in kinds.items() if kind == "pingback"} == {4, 9}
    assert {number for number, kind in kinds.items() if kind == "spam"} == {20}
    assert {c.number: c.duplicate_of for c in lesson.comments if c.duplicate_of} == {16: 15}
    assert lesson.comments[16].publish == "hidden"


def test_it_puts_fourteen_rows_to_debate_and_judges_every_claim(lesson: Lesson) -> None:
    refs = [claim.ref for claim in lesson.claims]

    assert refs == [f"c{n:02}" for n in range(1, 41)] + ["k11", "k12", "k13", "k14"]
    assert [row.ref for row in lesson.docket] == [f"d{n:02}" for n in range(1, 15)]
    assert all(lesson.verdict_of(ref) for ref in refs)


NO_EVIDENCE = {"d06", "d07", "d08", "d13", "c20", "c25", "c33"}


def test_contested_is_what_evidence_disagrees_on_and_not_what_nobody_looked_at(
    lesson: Lesson,
) -> None:
    labels = {verdict.on: verdict.label for verdict in lesson.verdicts}

    assert {on for on, label in labels.items() if label == "no_evidence"} == NO_EVIDENCE
    assert {on for on, label in labels.items() if label == "contested"} == {"c04"}
    assert [lesson.verdict_of(ref) for ref in ("c32", "c34")] == [lesson.verdict("d08")] * 2
    assert (labels["c28"], labels["c37"]) == ("partly", "not_testable")


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("d01", "flex the hip"),
        ("d06", "Nobody has recorded"),
        ("d08", "has not been tested"),
        ("d09", "does not hold"),
    ],
)
def test_a_short_verdict_says_first_what_the_verdict_is(
    lesson: Lesson, on: str, first: str
) -> None:
    verdict = lesson.verdict(on)

    assert verdict
    assert first in re.split(r"(?<=\.) ", verdict.short)[0]


def test_twenty_people_wrote_its_twenty_two_replies(lesson: Lesson) -> None:
    replies = [comment for comment in lesson.comments if comment.publish != "accounted"]

    assert (len(replies), people(lesson.comments)) == (22, 20)
    assert {each.number: each.same_as for each in replies if each.same_as} == {
        12: (13,),
        13: (12,),
        15: (25,),
        25: (15,),
    }


def test_it_practises_eight_exercises_each_with_precautions(lesson: Lesson) -> None:
    assert len(lesson.exercises) == 8
    assert all(exercise.precautions for exercise in lesson.exercises)


def test_its_figure_names_every_structure(lesson: Lesson) -> None:
    [figure] = lesson.figures

    assert figure.ref == "psoas-front"
    assert {"psoas-major", "iliacus", "lesser-trochanter", "vertebra-t12"} <= set(figure.structures)
    assert Drawing.read(figure.svg).structures.keys() == set(figure.structures)


def test_every_section_is_safe_html(lesson: Lesson) -> None:
    page = "".join(to_html(section, lesson) for section in lesson.sections)

    assert active(page) == []
    assert '<a class="term"' in page
    assert page.count('<a class="claim-mark"') == 44
    assert page.count('<div class="exercise"') == 8
    assert page.count("<svg ") >= 1


@pytest.mark.parametrize("every", [17, pytest.param(1, marks=pytest.mark.soak)])
def test_every_damaged_id_is_found(
    every: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Damaged(FOLDER, tmp_path, monkeypatch).missed(every) == []
