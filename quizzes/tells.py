"""Tells: what gives a key away to somebody who knows nothing of the matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizzes.kinds import LiveQuestion
from quizzes.option import Option, right

UNLIKELY = 0.05

_EXTREMES = {"longest": 1, "shortest": -1}


class Tell(NamedTuple):
    """How often the key is the longest, or the shortest, in lists of one sort."""

    sort: str
    extreme: str
    refs: tuple[str, ...]
    lists: int
    allowed: int

    @property
    def is_plain(self) -> bool:
        """Whether it is so oftener than luck allows."""
        return len(self.refs) > self.allowed


def tells(questions: Iterable[LiveQuestion]) -> Iterator[Tell]:
    """What length tells in each sort of list: options, reasons and gaps.

    Somebody who always takes the longest of n options is right in one of n by luck. ``allowed`` is
    the most that luck reaches in 95 of 100 quizzes with as many options.
    """
    sorts: dict[str, list[tuple[str, tuple[Option, ...]]]] = {}
    for question in questions:
        for sort, options in _single_keys(question):
            sorts.setdefault(sort, []).append((question.ref, options))
    for sort, lists in sorts.items():
        most = allowed([len(options) for _, options in lists])
        for extreme, sign in _EXTREMES.items():
            refs = tuple(ref for ref, options in lists if _stands_out(options, sign))
            yield Tell(sort, extreme, refs, len(lists), most)


def _single_keys(question: LiveQuestion) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """The lists with one key in them; where several are right no one length tells."""
    for field, options in question.one_right.items():
        if len(right(options)) == 1:
            yield field.partition("[")[0], options


def _stands_out(options: tuple[Option, ...], sign: int) -> bool:
    """Whether the key alone is the longest; with the sign turned, the shortest."""
    key = next(sign * len(option.text) for option in options if option.correct)
    return all(sign * len(option.text) < key for option in options if not option.correct)


def allowed(sizes: list[int]) -> int:
    """How many of lists with so many options luck gets right, but for one quiz in twenty.

    The number of hits is a sum of independent draws, each right with 1 in its size (a
    Poisson-binomial): its 95th percentile.
    """
    odds = [1.0]
    for size in sizes:
        odds = _with_one_more(odds, 1 / size)
    below, most = odds[0], 0
    while below < 1 - UNLIKELY:
        most += 1
        below += odds[most]
    return most


def _with_one_more(odds: list[float], luck: float) -> list[float]:
    missed = [*(each * (1 - luck) for each in odds), 0.0]
    hit = [0.0, *(each * luck for each in odds)]
    return [one + other for one, other in zip(missed, hit, strict=True)]
