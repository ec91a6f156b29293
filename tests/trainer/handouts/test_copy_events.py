"""What becomes of a copy: its events, which may follow which, and what they do to its bytes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.conftest import on_sqlite
from tests.trainer.handouts.ledger import VERBS, become, give, replace
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy, Damaged
from trainer.handouts.models.copy_event import HELD, NEXT, CopyEvent, CopyState, OutOfTurn
from trainer.tenancy.scope import StudioSession


def events(every: StudioSession, copy: Copy) -> list[str]:
    """What happened to it, in order."""
    mine = sa.select(CopyEvent.kind).where(CopyEvent.copy_id == copy.id).order_by(CopyEvent.id)
    return list(every.scalars(mine))


def way_to(state: CopyState) -> list[CopyState]:
    """What has to happen for a copy to be in that state."""
    if state is CopyState.PRINTED:
        return []
    return [state] if CopyState.PRINTED.may_become(state) else [CopyState.HANDED_OVER, state]


def test_a_copy_that_is_printed_says_by_whom_and_when(every: StudioSession) -> None:
    copy = give(every, "ana")

    (event,) = every.scalars(sa.select(CopyEvent).where(CopyEvent.copy_id == copy.id))
    assert event.kind == CopyState.PRINTED
    assert (event.done_by, event.at) == (copy.printed_by, copy.at)


@pytest.mark.parametrize("state", VERBS)
def test_a_second_tap_of_the_same_changes_nothing(every: StudioSession, state: CopyState) -> None:
    copy = give(every, "ana")

    taps = become(every, copy, *way_to(state), state)

    assert taps[-2:] == [True, False]
    assert events(every, copy)[-2:].count(state) == 1


@on_sqlite
@pytest.mark.parametrize("first", [*VERBS, CopyState.PRINTED])
def test_what_does_not_follow_is_refused_and_leaves_nothing(
    every: StudioSession, first: CopyState
) -> None:
    copy = give(every, "ana")
    become(every, copy, *way_to(first))
    before = events(every, copy)

    for state in VERBS.keys() - NEXT[first] - {first}:
        with pytest.raises(OutOfTurn) as refusal:
            become(every, copy, state)
        assert refusal.value.state is first

    assert events(every, copy) == before


@given(path=st.lists(st.sampled_from(CopyState)))
def test_what_was_replaced_or_withdrawn_is_never_held_again(path: list[CopyState]) -> None:
    state, gone = CopyState.PRINTED, False
    for wish in path:
        state = wish if state.may_become(wish) else state
        gone = gone or state in {CopyState.REPLACED, CopyState.WITHDRAWN, CopyState.DESTROYED}

        assert not (gone and state in HELD)


def test_withdrawing_takes_the_bytes_and_nothing_else(every: StudioSession) -> None:
    copy = give(every, "ana")
    told = (copy.serial, copy.sha256, copy.code)

    assert every.get_one(Copy, copy.id).whole(every) == copy.serial.encode()

    become(every, copy, "withdrawn")

    assert every.get_one(Copy, copy.id).whole(every) is None
    kept = every.get_one(Copy, copy.id)
    assert (kept.serial, kept.sha256, kept.code) == told


def test_bytes_that_are_not_what_was_printed_are_given_to_nobody(every: StudioSession) -> None:
    copy = give(every, "ana")
    copy.sha256 = "0" * 64  # as if the disk had turned a bit

    with pytest.raises(Damaged), every.no_autoflush:
        copy.whole(every)

    every.rollback()


def test_a_new_copy_replaces_the_older_of_its_kind_title_and_person(every: StudioSession) -> None:
    old, lost, destroyed, new = (give(every, "ana") for _ in range(4))
    others = [give(every, "bruno"), give(every, "ana", kind=Kind.CARDS), give(every, "ana")]
    become(every, lost, "lost")
    become(every, destroyed, "destroyed")

    many = [replace(every, new) for _ in range(2)]

    assert many == [2, 0]
    assert {each.id for each in (old, lost)} == set(
        every.scalars(sa.select(CopyEvent.copy_id).where(CopyEvent.newer_id == new.id))
    )
    assert [events(every, each) for each in others] == [["printed"]] * 3
    assert "replaced" not in events(every, destroyed)


def test_many_are_found_with_as_many_statements_as_one(
    every: StudioSession, queries: list[str]
) -> None:
    asked = []
    for people in (("ana",), ("bruno", "mia", "olga", "zoe")):
        for who in people:
            give(every, who)
        newer = [give(every, who) for who in people]
        queries.clear()

        assert replace(every, *newer) == len(people)
        asked.append(sum("FROM copy" in each for each in queries))

    assert asked[0] == asked[1] > 0
