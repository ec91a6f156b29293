"""What valid questions of every kind are made of: a test overrides what it is about."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from quizzes.option import Item, Option

REFS = "abcdefgh"


def an_option(ref: str, **changes: Any) -> Option:
    """A wrong option, with what choosing it reveals; or a right one, with ``correct`` set."""
    fields = {"ref": ref, "text": f"Text of {ref}", "feedback": f"You chose {ref}"}
    return Option(**fields | changes)


def options(*refs: str, right: tuple[str, ...] = ("a",)) -> tuple[Option, ...]:
    """Options with those refs, of which some are right."""
    return tuple(an_option(ref, correct=ref in right) for ref in refs)


def items(*refs: str) -> tuple[Item, ...]:
    """Items with those refs."""
    return tuple(Item(ref=ref, text=f"Text of {ref}") for ref in refs)


def fields_of(ref: str, changes: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The fields of a question of some kind: what every kind has, its own, and what is changed."""
    common = {"ref": ref, "stem": "What springs?", "section": "the-spring", "explanation": "So."}
    return common | fields | changes


@st.composite
def many_options(draw: st.DrawFn, right: int | None = 1) -> tuple[Option, ...]:
    """Two to eight options, of which one, or with None some and not all, are right."""
    refs = draw(st.permutations(REFS[: draw(st.integers(2, len(REFS)))]))
    count = right or draw(st.integers(1, len(refs) - 1))
    return options(*draw(st.permutations(refs)), right=tuple(refs[:count]))


def turned(right: tuple[Option, ...]) -> tuple[Option, ...]:
    """The same options, each right where the one before it was."""
    flags = [option.correct for option in right]
    return tuple(
        replace(option, correct=flag)
        for option, flag in zip(right, [flags[-1], *flags[:-1]], strict=True)
    )
