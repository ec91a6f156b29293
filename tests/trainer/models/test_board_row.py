"""A row of the board: one word for where somebody stands, and why a manager is needed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.models.board_row import BoardRow, Paper, Standing, Tally, Tries

DONE, NOTHING = Tally(2, done=2), Tally(2)
PASSED = Tries(used=1, allowed=3, percent=90, passed_in=1)
TALLIES = st.sampled_from([DONE, NOTHING, Tally(2, done=1), Tally(2, done=1, older=1), Tally(0)])
TRIES = st.sampled_from(
    [PASSED, Tries(allowed=3), Tries(used=3, allowed=3, percent=10), Tries(passed_in=1, stale=True)]
)


def a_row(**fields: Any) -> BoardRow:
    done: dict[str, Any] = {
        "read": DONE,
        "practised": DONE,
        "argued": DONE,
        "quiz": PASSED,
        "paper": Paper(),
    }
    return BoardRow(id=1, name="Ana", location=None, **done | fields)


ROWS = st.builds(
    a_row,
    read=TALLIES,
    practised=TALLIES,
    argued=TALLIES,
    quiz=st.none() | TRIES,
    is_overdue=st.booleans(),
    paper=st.builds(Paper, edition=st.just(1), stale=st.booleans()),
)


def test_whoever_has_done_all_of_a_lesson_without_a_quiz_is_ready() -> None:
    assert a_row(quiz=None).standing is Standing.READY


@pytest.mark.parametrize("way", ["read", "practised", "argued"])
def test_one_way_that_is_left_keeps_somebody_on_the_way(way: str) -> None:
    assert a_row(**{way: NOTHING}).standing is Standing.ON_THE_WAY


def test_a_stale_handout_alone_asks_for_a_manager() -> None:
    row = a_row(paper=Paper(edition=1, stale=True))

    assert row.standing is Standing.NEEDS_YOU
    assert row.reasons == ["holds a handout that has changed since"]


@given(ROWS)
def test_a_manager_is_needed_exactly_when_there_is_a_reason(row: BoardRow) -> None:
    assert (row.standing is Standing.NEEDS_YOU) == bool(row.reasons)


@given(ROWS)
def test_nobody_is_ready_who_has_something_left(row: BoardRow) -> None:
    left = {way.state for way in (row.read, row.practised, row.argued)} - {"done"}
    is_passed = row.quiz is None or row.quiz.state == "passed"

    assert row.is_ready == (not left and is_passed)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.booleans()), max_size=6))
def test_a_pass_stands_until_a_newer_one(tries: list[tuple[bool, float, bool]]) -> None:
    found = Tries(allowed=3)
    for number, (whole, fraction, passed) in enumerate(tries, start=1):
        found = found.after(
            is_whole=whole, fraction=fraction, passed_in=number if passed else None, stale=False
        )

    passes = [(n, fraction) for n, (_, fraction, passed) in enumerate(tries, start=1) if passed]
    assert found.used == sum(whole for whole, _, _ in tries)
    assert found.passed_in == (passes[-1][0] if passes else None)
    if passes:
        assert found.percent == int(round(passes[-1][1] * 100, 7))
