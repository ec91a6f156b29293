"""Item and Option: the entries of the lists that questions are made of."""

from __future__ import annotations

from collections.abc import Iterable

from lessons.authoring import Authored, Ref


class Item(Authored, frozen=True, kw_only=True):
    """One entry of a list that is shown in an order of its own."""

    ref: Ref
    text: str


class Option(Item, frozen=True, kw_only=True):
    """A choice. ``feedback`` says what choosing it reveals; a wrong one must have it."""

    correct: bool = False
    feedback: str | None = None


def right(options: Iterable[Option]) -> list[str]:
    """The refs of the options that are correct."""
    return [option.ref for option in options if option.correct]
