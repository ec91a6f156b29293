"""A form with an answer in it: its fields are taken out one by one, and what is foreign refused.

A form's fields are named as the public view of a kind says, and hold positions in the lists as they
were shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

RawForm = Mapping[str, Sequence[str]]  # as a browser sends it
FormValues = dict[str, list[str]]  # as a page shows it again
Value = TypeVar("Value")

_FOREIGN = (
    "This answer does not fit the question as it was shown to you. It was not saved; what you"
    " saved before is safe. Reload the page and answer again."
)


class AnswerRefused(ValueError):
    """The form holds what its page cannot have sent, or no number: the message is for the page."""


class AnswerForm:
    """The fields that hold something, taken out one by one; it raises AnswerRefused alone."""

    def __init__(self, raw: RawForm) -> None:
        self._fields = {name: [value for value in raw[name] if value] for name in raw}

    def many(self, name: str, values: Mapping[str, Value]) -> list[Value]:
        """All that a field holds, looked up; each once."""
        held = self._fields.pop(name, [])
        if len(set(held)) < len(held) or not values.keys() >= set(held):
            raise AnswerRefused(_FOREIGN)
        return [values[value] for value in held]

    def one(self, name: str, values: Mapping[str, Value]) -> Value | None:
        """The one thing that a field holds, looked up, or None."""
        held = self.many(name, values)
        if len(held) > 1:
            raise AnswerRefused(f"You chose {len(held)} where one is asked for. Choose one.")
        return held[0] if held else None

    def text(self, name: str) -> str:
        """The text in a field, which may be empty."""
        held = self._fields.pop(name, [])
        if len(held) > 1:
            raise AnswerRefused(_FOREIGN)
        return held[0] if held else ""

    def refuse_the_rest(self) -> None:
        """Refuse the form when there is a field that was not asked for."""
        if self._fields:
            raise AnswerRefused(_FOREIGN)
