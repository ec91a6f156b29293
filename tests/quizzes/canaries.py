"""Canaries in a question: words in all of it that no page may show."""

from __future__ import annotations

from collections.abc import Set
from typing import Any, TypeVar

import msgspec

from quizzes.question import Question

Q = TypeVar("Q", bound=Question)

CANARY = b"canary"
_SHOWN = {"stem", "text", "kind"}  # by every kind


def with_canaries(question: Q, shown: Set[str] = frozenset()) -> Q:
    """The question with a canary in every word of it, but for what a page shows."""
    marked = _marked(msgspec.to_builtins(question), "", _SHOWN | shown)
    return msgspec.convert(marked, type(question))


def leaks(content: object) -> bool:
    """Whether there is a canary in it."""
    return CANARY in msgspec.json.encode(content)


def _marked(value: Any, name: str, shown: Set[str]) -> Any:
    if isinstance(value, dict):
        return {field: _marked(inside, field, shown) for field, inside in value.items()}
    if isinstance(value, (list, tuple)):
        return [_marked(inside, name, shown) for inside in value]
    if isinstance(value, str):
        return value.replace("[[", "[[canary-") if name in shown else f"canary-{_slug(value)}"
    return value


def _slug(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
