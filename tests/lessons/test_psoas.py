"""The lesson that comes with Trainer: it loads, holds together and has its figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lessons.checking import problems
from lessons.citation import lacking
from lessons.debate import people
from lessons.drawing import Drawing
from lessons.lesson import Lesson
from lessons.loading import SHIPPED, load_lesson
from lessons.pace import reading
from lessons.prose import to_html
from lessons.references import references
from tests.html import active
from tests.lessons.damage import Damaged

FOLDER = SHIPPED / "psoas"


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return load_lesson(FOLDER)


def test_it_has_no_problem(lesson: Lesson) -> None:
    assert [str(problem) for problem in problems(lesson)] == []


def test_it_restates_eight_paragraphs_in_eight_to_ten_sections(lesson: Lesson) -> None:
    assert 8 <= len(lesson.sections) <= 10
    assert all(1 <= reading(section.body) <= 3 for section in lesson.sections)
    assert len(lesson.source.paragraphs) == 8


def test_its_minutes_are_those_its_words_take(lesson: Lesson) -> None:
    off = [abs(each.minutes / reading(each.body) - 1) for each in lesson.sections]

    assert max(off) <= 0.1
    assert abs(lesson.minutes / sum(reading(each.body) for each in lesson.sections) - 1) <= 0.1


def test_every_section_asks_two_or_three_questions_and_answers_them(lesson: Lesson) -> None:
    assert {len(references(section.body).recalls) for section in lesson.sections} <= {2, 3}


def test_every_note_names_its_author_year_and_place(lesson: Lesson) -> None:
    notes = [note for section in lesson.sections for note in references(section.body).notes]

    assert len(notes) > 40
    assert [note for note in notes if list(lacking(note.words))] == []


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
    for exercise in lesson.exercises:
        assert {"stop", "leave_out"} <= {precaution.kind for precaution in exercise.precautions}


@pytest.mark.parametrize(
    ("condition", "spared"),
    [
        ("16 weeks|in pregnancy", set()),
        ("hip (or knee )?replacement", set()),
        ("recent surgery", set()),
        ("new (or unexplained )?dizziness", set()),
        ("vertigo", set()),
        ("heart or lung|breathless", set()),
        ("osteoporosis", {"constructive-rest"}),
        ("blood thinners", {"constructive-rest", "c-curl"}),
        ("sensation|numb", set()),
    ],
)
def test_every_card_has_a_line_for_whom_it_concerns(
    lesson: Lesson, condition: str, spared: set[str]
) -> None:
    silent = {
        exercise.ref
        for exercise in lesson.exercises
        if not any(re.search(condition, each.text, re.IGNORECASE) for each in exercise.precautions)
    }

    assert silent == spared


def test_its_figures_name_every_structure(lesson: Lesson) -> None:
    front, side = lesson.figures

    assert (front.ref, side.ref) == ("psoas-front", "psoas-side")
    for figure in lesson.figures:
        assert {"psoas-major", "iliacus", "lesser-trochanter"} <= set(figure.structures)
        assert Drawing.read(figure.svg).structures.keys() == set(figure.structures)


def test_every_section_is_safe_html(lesson: Lesson) -> None:
    page = "".join(to_html(section, lesson) for section in lesson.sections)

    assert active(page) == []
    assert '<a class="term"' in page
    assert page.count('<a class="claim-mark"') == 44
    assert page.count('<div class="exercise"') == 8
    assert page.count("<svg ") == 2


@pytest.mark.parametrize("every", [17, pytest.param(1, marks=pytest.mark.soak)])
def test_every_damaged_id_is_found(
    every: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Damaged(FOLDER, tmp_path, monkeypatch).missed(every) == []
