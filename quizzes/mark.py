"""Mark: what an answer earns, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from quizzes.option import Option

State = Literal["right", "partial", "wrong", "blank"]


class Feedback(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one thing answered: the option or row it is ``on``, or None for the whole.

    ``name`` is what a page calls that thing; without one the page shows the text alone.
    """

    on: str | None = None
    name: str | None = None
    right: bool
    text: str | None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer earns, a ``fraction`` from 0 to 1, and the ref of the section to read again.

    It tells the key: whoever shows it asks first whether it may be shown.
    """

    fraction: float
    state: State
    feedback: tuple[Feedback, ...] = ()
    read_again: str | None = None

    @classmethod
    def of_blank(cls, section: str) -> Mark:
        """What no answer earns."""
        return cls(fraction=0.0, state="blank", read_again=section)

    @classmethod
    def of(cls, earned: Earned, section: str) -> Mark:
        """What an answer earns that is not blank."""
        fraction, feedback = earned
        return cls(
            fraction=fraction,
            state=_state(fraction),
            feedback=tuple(feedback),
            read_again=None if fraction == 1 else section,
        )


Earned = tuple[float, list[Feedback]]


def share_right(feedback: list[Feedback], rows: int) -> Earned:
    """What is earned where each row counts alike."""
    return sum(row.right for row in feedback) / rows, feedback


def on_picked(options: Iterable[Option], refs: Iterable[str | None]) -> list[Feedback]:
    """What is said of the options picked, in the author's order."""
    picked = set(refs)
    return [
        Feedback(on=option.ref, name=option.text, right=option.correct, text=option.feedback)
        for option in options
        if option.ref in picked
    ]


def _state(fraction: float) -> State:
    if fraction == 1:
        return "right"
    return "partial" if fraction > 0 else "wrong"
