"""Asked: a question as its page shows it, built field by field so that no key can slip in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from quizzes.layout import Placing
from quizzes.quiz import (
    Gaps,
    Item,
    LiveQuestion,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
    Vignette,
)


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What a page shows of any question; ``counts`` is whether the pass depends on it.

    Texts stand in the order shown: a form's value is a text's position, from 0.
    """

    stem: str
    counts: bool


class AskedSingle(Asked, frozen=True, kw_only=True, tag="single"):
    """Choose one of the options, in the field ``choice``."""

    options: tuple[str, ...]


class AskedVignette(Asked, frozen=True, kw_only=True, tag="vignette"):
    """Read a case and choose one of the options, in the field ``choice``."""

    case: str
    options: tuple[str, ...]


class AskedMultiple(Asked, frozen=True, kw_only=True, tag="multiple"):
    """Tick any of the options, in the field ``choice``."""

    options: tuple[str, ...]


class AskedTrueFalse(Asked, frozen=True, kw_only=True, tag="true_false"):
    """Say "true" or "false" in the field ``verdict``, and choose one in the field ``reason``."""

    reasons: tuple[str, ...]


class AskedNumeric(Asked, frozen=True, kw_only=True, tag="numeric"):
    """Write a number in the field ``number``; ``unit`` may be empty."""

    unit: str


class AskedOrdering(Asked, frozen=True, kw_only=True, tag="ordering"):
    """Give each item a place from 0, in the field named by the item's position."""

    items: tuple[str, ...]


class AskedMatching(Asked, frozen=True, kw_only=True, tag="matching"):
    """Give each row one of the choices, in the field named by the row's position."""

    rows: tuple[str, ...]
    choices: tuple[str, ...]


class AskedGaps(Asked, frozen=True, kw_only=True, tag="gaps"):
    """Fill each gap with one of its options, in the field named by the gap's position.

    ``pieces`` are the text around the gaps: one more than there are gaps.
    """

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]


AnyAsked = (
    AskedSingle
    | AskedVignette
    | AskedMultiple
    | AskedTrueFalse
    | AskedNumeric
    | AskedOrdering
    | AskedMatching
    | AskedGaps
)


def ask(question: LiveQuestion, placing: Placing) -> AnyAsked:
    """The question as its page shows it, laid out as placed."""
    return _ASK[type(question)](question, placing.orders)


_Orders = dict[str, tuple[str, ...]]


def _single(question: Single, orders: _Orders) -> AskedSingle:
    options = _texts(question.options, orders["options"])
    return AskedSingle(stem=question.stem, counts=question.counts, options=options)


def _vignette(question: Vignette, orders: _Orders) -> AskedVignette:
    return AskedVignette(
        stem=question.stem,
        counts=question.counts,
        case=question.case,
        options=_texts(question.options, orders["options"]),
    )


def _multiple(question: Multiple, orders: _Orders) -> AskedMultiple:
    options = _texts(question.options, orders["options"])
    return AskedMultiple(stem=question.stem, counts=question.counts, options=options)


def _true_false(question: TrueFalse, orders: _Orders) -> AskedTrueFalse:
    reasons = _texts(question.reasons, orders["reasons"])
    return AskedTrueFalse(stem=question.stem, counts=question.counts, reasons=reasons)


def _numeric(question: Numeric, _: _Orders) -> AskedNumeric:
    return AskedNumeric(stem=question.stem, counts=question.counts, unit=question.unit)


def _ordering(question: Ordering, orders: _Orders) -> AskedOrdering:
    items = _texts(question.items, orders["items"])
    return AskedOrdering(stem=question.stem, counts=question.counts, items=items)


def _matching(question: Matching, orders: _Orders) -> AskedMatching:
    return AskedMatching(
        stem=question.stem,
        counts=question.counts,
        rows=_texts(question.pairs, orders["pairs"]),
        choices=_texts(question.choices, orders["choices"]),
    )


def _gaps(question: Gaps, orders: _Orders) -> AskedGaps:
    lists = question.lists
    return AskedGaps(
        stem=question.stem,
        counts=question.counts,
        pieces=question.pieces,
        gaps=tuple(_texts(lists[ref], orders[ref]) for ref in question.blanks),
    )


def _texts(entries: Iterable[Item], order: tuple[str, ...]) -> tuple[str, ...]:
    texts = {entry.ref: entry.text for entry in entries}
    return tuple(texts[ref] for ref in order)


_ASK: dict[type[LiveQuestion], Callable[[Any, _Orders], AnyAsked]] = {
    Single: _single,
    Vignette: _vignette,
    Multiple: _multiple,
    TrueFalse: _true_false,
    Numeric: _numeric,
    Ordering: _ordering,
    Matching: _matching,
    Gaps: _gaps,
}
