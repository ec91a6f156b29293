"""How far somebody is."""

from __future__ import annotations

import pytest

from trainer.study.queries.progress import State

NONE, SOME, ALL = State.NOT_STARTED, State.DOING, State.READ


@pytest.mark.parametrize(
    ("read", "total", "state"), [(0, 3, NONE), (1, 3, SOME), (2, 3, SOME), (3, 3, ALL)]
)
def test_a_lesson_is_read_when_all_of_it_is(read: int, total: int, state: State) -> None:
    assert State.of(read, total) is state


@pytest.mark.parametrize(
    ("states", "together"),
    [([], NONE), ([NONE, NONE], NONE), ([ALL, ALL], ALL), ([ALL, NONE], SOME), ([SOME], SOME)],
)
def test_several_lessons_have_one_state(states: list[State], together: State) -> None:
    assert State.together(states) is together
