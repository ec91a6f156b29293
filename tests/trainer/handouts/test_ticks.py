"""Who is ticked, in an address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.handouts.ticks import ids_of, short

LONGEST_LINE = 4094  # of a request, as gunicorn takes it


@given(st.sets(st.integers(min_value=0, max_value=2**31 - 1)))
def test_an_address_tells_who_is_ticked(ids: set[int]) -> None:
    assert ids_of(short(ids)) == ids


@given(st.text())
def test_an_address_that_makes_no_sense_ticks_nobody_it_does_not_tell(text: str) -> None:
    assert all(each >= 0 for each in ids_of(text))


def test_a_thousand_people_fit_in_an_address() -> None:
    ids = range(40_000, 70_000, 30)

    assert len(short(ids)) < LONGEST_LINE - 500
    assert ids_of(short(ids)) == set(ids)
