"""A sample of a kind: what tests of all kinds need to know of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from hypothesis import strategies as st

from quizzes.answer import Answer
from quizzes.choice import Choice, Picks
from quizzes.question import Question
from quizzes.rows import Fill

Q = TypeVar("Q", bound=Question)


@dataclass(frozen=True)
class Sample(Generic[Q]):
    """How to make questions of one kind, answers to them, and the same with another key.

    ``make`` gives a valid question, with some fields changed; ``rekeyed`` gives the fields that
    another key changes; ``shown`` are the fields besides stem and text whose words a page may show.
    """

    make: Callable[..., Q]
    questions: st.SearchStrategy[Q]
    answers: Callable[[Q], st.SearchStrategy[Answer]]
    rekeyed: Callable[[Q], dict[str, Any]]
    shown: frozenset[str] = frozenset()


def one_pick(question: Choice) -> st.SearchStrategy[Picks]:
    """One option, or none."""
    refs = [option.ref for option in question.options]
    return st.lists(st.sampled_from(refs), max_size=1).map(lambda one: Picks(options=tuple(one)))


def fills(rows: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[Fill]:
    """One choice for each row, or none."""
    chosen = {row: st.sampled_from(refs) for row, refs in sorted(rows.items())}
    return st.fixed_dictionaries({}, optional=chosen).map(lambda some: Fill(rows=some))
