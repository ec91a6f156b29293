"""A handout as values: what it shows, what it keeps back, and what it rests on."""

from __future__ import annotations

import msgspec
import pytest

from lessons.exercise import Precaution
from quizzes.parts import PartRef
from tests.trainer.handouts.copies import copy, psoas


def test_open_rows_are_known_or_unsettled_and_the_others_stay_closed() -> None:
    made = copy(7).sheet

    assert [len(made.known), len(made.unsettled), len(made.asked)] == [5, 2, 7]
    assert {each.label for each in made.known} <= {"supported", "partly", "contradicted"}
    assert {each.label for each in made.unsettled} <= {"contested", "no_evidence", "not_testable"}


@pytest.mark.parametrize("opened", [0, 7, 14])
def test_a_row_rests_on_its_verdict_only_when_that_is_shown(opened: int) -> None:
    rests_on = {str(part) for part in copy(opened).sheet.rests_on}

    rows = [row.ref for row in psoas().docket]
    assert [f"docket_row:{ref}" in rests_on for ref in rows] == [i < opened for i in range(14)]
    assert [f"wording:{ref}" in rests_on for ref in rows] == [i >= opened for i in range(14)]


def test_a_handout_rests_on_its_lesson_and_on_whatever_else_it_shows() -> None:
    others = [str(part) for part in copy(0).sheet.rests_on if part.kind != "wording"]

    lesson = psoas()
    sections = ["words-for-a-client", "its-neighbours", "weak-tired-tight"]
    assert others == [
        f"lesson:{lesson.ref}",
        *(f"section:{ref}" for ref in sections),
        "figure:psoas-front",
        *(f"exercise:{exercise.ref}" for exercise in lesson.exercises),
    ]


def test_a_verdict_is_printed_as_its_author_put_it_in_short() -> None:
    made = copy(14).sheet

    printed = {f"{each.first} {each.rest}".strip() for each in (*made.known, *made.unsettled)}
    verdicts = {row.ref: psoas().verdict(row.ref) for row in psoas().docket}
    assert printed == {verdict.short for verdict in verdicts.values() if verdict}
    assert len(printed) == 14


def test_a_verdict_of_an_older_lesson_is_printed_with_its_whole_reason() -> None:
    lesson = psoas()
    older = tuple(msgspec.structs.replace(each, short="") for each in lesson.verdicts)

    made = copy(14, msgspec.structs.replace(lesson, verdicts=older)).sheet

    reasons = {each.reason for each in lesson.verdicts}
    assert {f"{each.first} {each.rest}" for each in (*made.known, *made.unsettled)} <= reasons


def test_a_closed_row_stands_as_a_question() -> None:
    closed = copy(0).sheet.asked

    assert closed == tuple(row.question for row in psoas().docket)
    assert all(question.endswith("?") for question in closed)


def test_what_was_judged_stands_below_as_somebody_s_sentence_or_as_the_question() -> None:
    made, rows = copy(14).sheet, psoas().docket

    by = {each.said: each.by for each in (*made.known, *made.unsettled)}
    assert by[rows[0].wording] == "The article says"
    assert by[rows[11].wording] == "A reader says"
    assert by[rows[5].question] == by[rows[12].question] == "The question was"
    assert rows[5].wording not in by


def test_an_exercise_keeps_every_step_and_every_precaution() -> None:
    for card, exercise in zip(copy(0).sheet.exercises, psoas().exercises, strict=True):
        assert card.precautions == exercise.care
        assert card.steps == exercise.steps


def test_a_precaution_without_a_kind_is_printed() -> None:
    lesson = psoas()
    kindless = Precaution(text="Mind the step.", by="editor")
    card = msgspec.structs.replace(lesson.exercises[0], precautions=(kindless,))

    made = copy(0, msgspec.structs.replace(lesson, exercises=(card,))).sheet

    assert made.exercises[0].precautions == (kindless,)


def test_a_lesson_without_figures_exercises_or_docket_makes_a_handout() -> None:
    bare = msgspec.structs.replace(psoas(), figures=(), exercises=(), docket=(), sections=())

    made = copy(0, bare).sheet

    assert (made.plate, made.exercises, made.asked) == (None, (), ())
    assert made.rests_on == (PartRef("lesson", bare.ref),)
