"""Every text of a quiz, with the file and field it is written in."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from lessons.texts import Text, leaves
from quizzes.quiz import Quiz


def texts(quiz: Quiz) -> Iterator[Text]:
    """The texts of a quiz, in the order of its fields."""
    for field, text in leaves(msgspec.to_builtins(quiz)):
        yield Text(f"{quiz.ref}.yaml", field, text)
