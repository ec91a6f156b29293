"""A fraction in whole per cent: all is 100%, none is 0%, and nothing between them is either."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.percent import percent

COUNTS = st.integers(1, 10_000).flatmap(
    lambda total: st.tuples(st.integers(0, total), st.just(total))
)


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(199, 200, 99), (1, 200, 1), (0, 200, 0), (200, 200, 100), (2, 3, 66), (29, 100, 29)],
)
def test_what_falls_short_never_shows_as_all_nor_something_as_nothing(
    part: int, of: int, said: int
) -> None:
    assert percent(part / of) == said


@given(COUNTS)
def test_a_share_is_rounded_down_but_something_is_one_per_cent_at_least(
    share: tuple[int, int],
) -> None:
    part, of = share

    said = percent(part / of)

    assert said == (max(1, int(Fraction(100 * part, of))) if part else 0)
    assert (said == 100) == (part == of)
    assert (said == 0) == (part == 0)


@given(COUNTS, COUNTS)
def test_more_never_shows_as_less(one: tuple[int, int], other: tuple[int, int]) -> None:
    less, more = sorted(part / of for part, of in (one, other))

    assert percent(less) <= percent(more)
