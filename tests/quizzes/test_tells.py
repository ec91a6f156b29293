"""Length gives no key away: luck alone finds the longest option right so often, and no oftener."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.checking import problems
from quizzes.kinds import LiveQuestion
from quizzes.kinds.gaps import Gap
from quizzes.tells import UNLIKELY, Tell, allowed, tells
from tests.builders import a_lesson
from tests.questions import a_quiz
from tests.quizzes.pieces import an_option, options
from tests.quizzes.samples.gaps import a_gaps
from tests.quizzes.samples.multiple import a_multiple
from tests.quizzes.samples.single import a_single
from tests.quizzes.samples.true_false import a_true_false
from tests.quizzes.samples.vignette import a_vignette

LONG = (an_option("a", text="The long one", correct=True), *options("b", "c", right=()))
SHORT = (an_option("a", text="It", correct=True), *options("b", "c", right=()))
EVEN = options("a", "b", "c")


def told(*questions: LiveQuestion) -> dict[tuple[str, str], Tell]:
    return {(tell.sort, tell.extreme): tell for tell in tells(questions)}


def singles(count: int, entries: tuple[object, ...]) -> list[LiveQuestion]:
    return [a_single(ref=f"q{number}", options=entries) for number in range(count)]


def found(*questions: LiveQuestion) -> list[str]:
    return [str(problem) for problem in problems(a_quiz(*questions), a_lesson())]


def beyond(sizes: list[int], most: int) -> float:
    """How likely luck is right in more than so many of lists with so many options, counted out."""
    return sum(
        prod(1 / size if hit else 1 - 1 / size for hit, size in zip(hits, sizes, strict=True))
        for hits in product((True, False), repeat=len(sizes))
        if sum(hits) > most
    )


@given(st.lists(st.integers(2, 6), max_size=6))
def test_luck_goes_beyond_what_is_allowed_in_one_quiz_of_twenty(sizes: list[int]) -> None:
    most = allowed(sizes)

    assert beyond(sizes, most) <= UNLIKELY + 1e-9
    assert beyond(sizes, most - 1) > UNLIKELY - 1e-9


def test_thirty_eight_lists_of_four_allow_fourteen() -> None:
    assert allowed([4] * 38) == 14


@pytest.mark.parametrize(("entries", "extreme"), [(LONG, "longest"), (SHORT, "shortest")])
def test_a_key_that_stands_out_too_often_is_named(
    entries: tuple[object, ...], extreme: str
) -> None:
    [said] = found(*singles(6, entries))

    assert said == (
        f"feet.yaml, questions: have the {extreme} of the options as the key in 6 of 6, and luck"
        " allows 4; even out the lengths in q0, q1, q2, q3, q4, q5"
    )


def test_a_key_that_stands_out_as_often_as_luck_has_it_is_left() -> None:
    sound = singles(6, EVEN)

    assert found(*singles(4, LONG), *sound[4:]) == []


def test_lists_of_every_sort_with_one_key_are_looked_at() -> None:
    gaps = a_gaps(gaps=(Gap(ref="x", options=LONG), Gap(ref="y", options=EVEN)))
    asked = (a_single(options=LONG), a_vignette(options=EVEN), a_true_false(reasons=LONG), gaps)

    found = told(*asked, a_multiple(options=LONG))

    assert {sort: found[sort, "longest"].refs for sort in ("options", "reasons", "gaps")} == {
        "options": ("single",),
        "reasons": ("true-false",),
        "gaps": ("gaps",),
    }
    assert [found[sort, "shortest"].lists for sort in ("options", "reasons", "gaps")] == [2, 1, 2]


def test_a_key_as_long_as_another_does_not_stand_out() -> None:
    found = told(a_single(options=EVEN))

    assert all(tell.refs == () for tell in found.values())


def test_a_list_without_one_key_tells_nothing() -> None:
    assert told(a_single(options=options("a", "b", right=())), a_single(options=())) == {}
