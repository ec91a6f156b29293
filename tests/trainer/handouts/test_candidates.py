"""For whom what is printed, by what they hold."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.handouts.candidate import (
    EVERYBODY,
    MISSING,
    NOBODY,
    STALE,
    Candidate,
    Holding,
    Paper,
    in_order,
    wanted,
)
from trainer.handouts.kind import Kind

AT = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)


def paper(kind: Kind, *, stale: bool = False) -> Paper:
    """A copy of that kind, in somebody's hands."""
    return Paper(1, 1, kind.value, "2026-0001", 1, AT, stale)


def one(
    *papers: Paper,
    id_: int = 1,
    name: str = "Ana Sousa",
    place: int | None = None,
    is_open: bool = False,
) -> Candidate:
    """Somebody who holds those."""
    held = {each.kind: each for each in papers}
    return Candidate(id_, name, place, f"Place {place}" if place else None, held, is_open)


some_papers = st.lists(
    st.builds(lambda kind, stale: paper(kind, stale=stale), st.sampled_from(Kind), st.booleans())
)
some_kinds = st.lists(st.sampled_from(Kind), unique=True)


@pytest.mark.parametrize(
    ("held", "printed"),
    [
        ((), {Holding.NEEDED, Holding.EVERY}),
        ((paper(Kind.LESSON),), {Holding.EVERY}),
        ((paper(Kind.LESSON, stale=True),), {Holding.NEEDED, Holding.STALE, Holding.EVERY}),
        ((paper(Kind.CARDS),), {Holding.NEEDED, Holding.EVERY}),
        ((paper(Kind.WORKSHEET),), {Holding.EVERY}),
    ],
    ids=["nothing", "current", "changed since", "another kind", "a worksheet in its place"],
)
def test_what_somebody_holds_says_whether_a_handout_is_printed(
    held: tuple[Paper, ...], printed: set[Holding]
) -> None:
    assert {each for each in Holding if one(*held).is_for(Kind.LESSON, each)} == printed


def test_a_worksheet_is_a_lesson_handout_only_while_nothing_is_open() -> None:
    worksheet = paper(Kind.WORKSHEET)

    assert one(worksheet).paper(Kind.LESSON) == worksheet
    assert one(worksheet, is_open=True).paper(Kind.LESSON) is None
    assert one(worksheet, is_open=True).is_for(Kind.LESSON, Holding.NEEDED)


@given(some_papers, some_kinds)
def test_who_lacks_it_and_whose_has_changed_are_those_for_whom_it_is_needed(
    held: list[Paper], kinds: list[Kind]
) -> None:
    somebody = one(*held)

    needs = bool(wanted([somebody], kinds, Holding.NEEDED))

    assert needs == (somebody.is_meant(MISSING, kinds) or somebody.is_meant(STALE, kinds))
    assert bool(wanted([somebody], kinds, Holding.STALE)) == somebody.is_meant(STALE, kinds)
    assert wanted([somebody], kinds, Holding.EVERY) == [(1, kind) for kind in kinds]


def test_a_word_ticks_everybody_nobody_or_those_of_a_place() -> None:
    people = [one(id_=1, place=7), one(id_=2, place=8), one(id_=3)]

    def ticked(to: str) -> list[int]:
        return [each.id for each in people if each.is_meant(to, [Kind.LESSON])]

    assert ticked(EVERYBODY) == [1, 2, 3]
    assert ticked("place-8") == [2]
    assert ticked(NOBODY) == ticked("place-9") == ticked("nonsense") == []


def test_paper_lies_by_surname_or_place_by_place_and_a_persons_kinds_together() -> None:
    people = [
        one(id_=1, name="Ana Sousa", place=8),
        one(id_=2, name="Bruno Keller"),
        one(id_=3, name="Mia Novak", place=7),
        one(id_=4, name="Zoe Hart", place=8),
    ]

    by_surname = [each.id for each in in_order(people, by_place=False)]
    by_place = in_order(people, by_place=True)

    assert by_surname == [4, 2, 3, 1]
    assert [each.id for each in by_place] == [3, 4, 1, 2]
    assert wanted(by_place[:2], [Kind.LESSON, Kind.CARDS], Holding.EVERY) == [
        (3, Kind.LESSON),
        (3, Kind.CARDS),
        (4, Kind.LESSON),
        (4, Kind.CARDS),
    ]
