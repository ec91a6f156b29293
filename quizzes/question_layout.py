"""A question's layout: in which order each of its lists is shown."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from quizzes.option import Item


class QuestionLayout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of one question by name, each as the author's refs in the order shown.

    A page's form holds positions in these lists and no ref, for a ref may tell.
    """

    question: str
    orders: dict[str, tuple[str, ...]]

    def positions(self, name: str) -> dict[str, str]:
        """The refs of a list by the position at which each is shown, as a form writes it."""
        return {str(position): ref for position, ref in enumerate(self.orders[name])}

    def texts(self, name: str, entries: Iterable[Item]) -> tuple[str, ...]:
        """The texts of a list, in the order shown."""
        texts = {entry.ref: entry.text for entry in entries}
        return tuple(texts[ref] for ref in self.orders[name])
