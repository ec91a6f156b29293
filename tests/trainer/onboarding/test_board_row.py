"""A row of the board: one word for where somebody stands, and why a manager is needed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.onboarding.queries.board_row import BoardRow, HandoutCell, Readiness
from trainer.progress.completion import Completion, PartsCell
from trainer.quizzing.queries.quiz_cell import QuizCell, QuizPass

DONE, NOTHING = PartsCell(2, done=2), PartsCell(2)
PASS = QuizPass(
    attempt_id=1, edition_id=1, edition=1, fraction=0.9, at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
)
STALE = replace(PASS, to_answer_again=("q1",))
PASSED = QuizCell(used=1, allowed=3, fraction=0.9, quiz_pass=PASS)
CELLS = st.sampled_from(
    [DONE, NOTHING, PartsCell(2, done=1), PartsCell(2, done=1, older=1), PartsCell(0)]
)
TRIES = st.sampled_from(
    [
        PASSED,
        QuizCell(allowed=3),
        QuizCell(used=3, allowed=3, fraction=0.1),
        QuizCell(used=1, allowed=3, fraction=0.9, quiz_pass=STALE),
    ]
)
WAYS = ("read", "practised", "argued", "quiz")


def a_row(**fields: Any) -> BoardRow:
    done = {"read": DONE, "practised": DONE, "argued": DONE, "quiz": PASSED}
    done |= {way: fields.pop(way) for way in WAYS if way in fields}
    return BoardRow(id=1, name="Ana", location=None, done=Completion(**done), **fields)  # type: ignore[arg-type]  # cells of either kind


ROWS = st.builds(
    a_row,
    read=CELLS,
    practised=CELLS,
    argued=CELLS,
    quiz=st.none() | TRIES,
    is_overdue=st.booleans(),
    handout=st.builds(HandoutCell, edition=st.just(1), is_stale=st.booleans()),
)


def test_whoever_has_done_all_of_a_lesson_without_a_quiz_is_ready() -> None:
    assert a_row(quiz=None).readiness is Readiness.READY


@pytest.mark.parametrize("way", ["read", "practised", "argued"])
def test_one_way_that_is_left_keeps_somebody_on_the_way(way: str) -> None:
    assert a_row(**{way: NOTHING}).readiness is Readiness.ON_THE_WAY


def test_a_stale_handout_alone_asks_for_a_manager() -> None:
    row = a_row(handout=HandoutCell(edition=1, is_stale=True))

    assert row.readiness is Readiness.NEEDS_YOU
    assert row.reasons == ["holds a handout that has changed since"]


@given(ROWS)
def test_a_manager_is_needed_exactly_when_there_is_a_reason(row: BoardRow) -> None:
    assert (row.readiness is Readiness.NEEDS_YOU) == bool(row.reasons)


@given(ROWS)
def test_nobody_is_ready_who_has_something_left(row: BoardRow) -> None:
    left = {cell.state for cell in row.done.cells[:3]} - {"done"}
    is_passed = row.done.quiz is None or row.done.quiz.state == "passed"

    assert row.is_ready == (not left and is_passed)
