"""Valid questions of every live kind for property tests, and the same ones with another key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import strategies as st

from quizzes.answer import Amount, AnyAnswer, Fill, Judgement, Order, Picks
from quizzes.quiz import (
    Choice,
    Gap,
    Gaps,
    LiveQuestion,
    Matching,
    Multiple,
    Numeric,
    Option,
    Ordering,
    Pair,
    Single,
    TrueFalse,
    Vignette,
)
from tests.questions import (
    a_gaps,
    a_matching,
    a_multiple,
    a_numeric,
    a_single,
    a_true_false,
    a_vignette,
    an_ordering,
    items,
    options,
)

REFS = "abcdefgh"
NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 4))


@st.composite
def _options(draw: st.DrawFn, right: int | None = 1) -> tuple[Option, ...]:
    """Two to eight options, of which one, or with None some and not all, are right."""
    refs = draw(st.permutations(REFS[: draw(st.integers(2, len(REFS)))]))
    count = right or draw(st.integers(1, len(refs) - 1))
    return options(*draw(st.permutations(refs)), right=tuple(refs[:count]))


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    """Orderings with up to two ties."""
    refs = draw(st.permutations(REFS[: draw(st.integers(2, len(REFS)))]))
    tied = draw(st.lists(st.sampled_from(refs), unique=True, max_size=min(4, len(refs) - 1)))
    middle = draw(st.integers(0, len(tied)))
    ties = tuple(tuple(tie) for tie in (tied[:middle], tied[middle:]) if tie)
    return an_ordering(items=items(*refs), ties=ties)


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    """Matchings in which a choice may match several rows, or none."""
    choices = items(*draw(st.permutations(REFS)))
    matches = draw(st.lists(st.sampled_from(REFS), min_size=2, max_size=6))
    pairs = [
        Pair(ref=f"p{number}", text=f"Row {number}", match=match, feedback=f"Not {match}")
        for number, match in enumerate(matches)
    ]
    return a_matching(pairs=tuple(draw(st.permutations(pairs))), choices=choices)


@st.composite
def gaps(draw: st.DrawFn) -> Gaps:
    """Texts with gaps, listed in any order."""
    refs = [f"g{number}" for number in range(draw(st.integers(1, 5)))]
    filled = tuple(Gap(ref=ref, options=draw(_options())) for ref in refs)
    text = " and ".join(f"[[{ref}]]" for ref in draw(st.permutations(refs)))
    return a_gaps(text=text, gaps=filled)


def multiples() -> st.SearchStrategy[Multiple]:
    """Multiples of either credit."""
    credit = st.sampled_from(["balanced", "exact"])
    return st.builds(a_multiple, options=_options(right=None), credit=credit)


def numerics() -> st.SearchStrategy[Numeric]:
    """Numerics with a tolerance or none, and a unit or none."""
    tolerances = st.floats(0, 100).map(lambda number: round(number, 3))
    units = st.sampled_from(["", "%", "mm", "beats a minute"])
    return st.builds(a_numeric, answer=NUMBERS, tolerance=tolerances, unit=units)


def live_questions() -> st.SearchStrategy[LiveQuestion]:
    """Valid questions of every live kind."""
    return st.one_of(
        st.builds(a_single, options=_options()),
        st.builds(a_vignette, options=_options()),
        multiples(),
        st.builds(a_true_false, answer=st.booleans(), reasons=_options()),
        numerics(),
        orderings(),
        matchings(),
        gaps(),
    )


def answers(question: LiveQuestion) -> st.SearchStrategy[Any]:
    """Canonical answers to a question, blank ones among them."""
    return _ANSWERS[type(question)](question)


@st.composite
def questions_with_answers(draw: st.DrawFn) -> tuple[LiveQuestion, AnyAnswer]:
    """A question of any live kind, with an answer to it."""
    question = draw(live_questions())
    return question, draw(answers(question))


def _one_pick(question: Choice) -> st.SearchStrategy[Picks]:
    refs = [option.ref for option in question.options]
    return st.lists(st.sampled_from(refs), max_size=1).map(lambda one: Picks(options=tuple(one)))


def _picks(question: Multiple) -> st.SearchStrategy[Picks]:
    refs = [option.ref for option in question.options]
    return st.sets(st.sampled_from(refs)).map(lambda some: Picks(options=tuple(sorted(some))))


def _judgements(question: TrueFalse) -> st.SearchStrategy[Judgement]:
    reasons = [None, *(reason.ref for reason in question.reasons)]
    holds = st.sampled_from([None, True, False])
    return st.builds(Judgement, holds=holds, reason=st.sampled_from(reasons))


def _amounts(_: Numeric) -> st.SearchStrategy[Amount]:
    return st.builds(Amount, number=st.none() | NUMBERS.map(lambda number: number + 0.0))


@st.composite
def _given_orders(draw: st.DrawFn, question: Ordering) -> Order:
    places = draw(st.permutations([item.ref for item in question.items]))
    kept = [ref if draw(st.booleans()) else None for ref in places]
    return Order(items=tuple(kept) if any(kept) else ())


def _matched(question: Matching) -> st.SearchStrategy[Fill]:
    refs = tuple(choice.ref for choice in question.choices)
    return _fills({pair.ref: refs for pair in question.pairs})


def _filled(question: Gaps) -> st.SearchStrategy[Fill]:
    return _fills({gap.ref: tuple(option.ref for option in gap.options) for gap in question.gaps})


def _fills(rows: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Fill]:
    chosen = {row: st.sampled_from(refs) for row, refs in sorted(rows.items())}
    return st.fixed_dictionaries({}, optional=chosen).map(lambda some: Fill(rows=some))


_ANSWERS: dict[type[LiveQuestion], Callable[[Any], st.SearchStrategy[Any]]] = {
    Single: _one_pick,
    Vignette: _one_pick,
    Multiple: _picks,
    TrueFalse: _judgements,
    Numeric: _amounts,
    Ordering: _given_orders,
    Matching: _matched,
    Gaps: _filled,
}


def rekeyed(question: LiveQuestion) -> LiveQuestion:
    """The same question with another key, and another word about it."""
    changes = _REKEY[type(question)](question)
    return msgspec.structs.replace(question, explanation="Not so.", **changes)


def _rekeyed_choice(question: Choice) -> dict[str, Any]:
    return {"options": _turned(question.options)}


def _rekeyed_true_false(question: TrueFalse) -> dict[str, Any]:
    return {"answer": not question.answer, "reasons": _turned(question.reasons)}


def _rekeyed_numeric(question: Numeric) -> dict[str, Any]:
    return {"answer": question.answer + 7, "tolerance": question.tolerance + 1}


def _rekeyed_ordering(question: Ordering) -> dict[str, Any]:
    return {"items": question.items[::-1], "ties": ()}


def _rekeyed_matching(question: Matching) -> dict[str, Any]:
    matches = [pair.match for pair in question.pairs]
    turned = zip(question.pairs, [matches[-1], *matches[:-1]], strict=True)
    return {"pairs": tuple(msgspec.structs.replace(pair, match=match) for pair, match in turned)}


def _rekeyed_gaps(question: Gaps) -> dict[str, Any]:
    turned = [msgspec.structs.replace(gap, options=_turned(gap.options)) for gap in question.gaps]
    return {"gaps": tuple(turned)}


def _turned(right: tuple[Option, ...]) -> tuple[Option, ...]:
    """The same options, each right where the one before it was."""
    flags = [option.correct for option in right]
    return tuple(
        msgspec.structs.replace(option, correct=flag)
        for option, flag in zip(right, [flags[-1], *flags[:-1]], strict=True)
    )


_REKEY: dict[type[LiveQuestion], Callable[[Any], dict[str, Any]]] = {
    Single: _rekeyed_choice,
    Vignette: _rekeyed_choice,
    Multiple: _rekeyed_choice,
    TrueFalse: _rekeyed_true_false,
    Numeric: _rekeyed_numeric,
    Ordering: _rekeyed_ordering,
    Matching: _rekeyed_matching,
    Gaps: _rekeyed_gaps,
}
