"""A letter: a character with the marks and the joiners that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

# Default_Ignorable_Code_Point of Unicode: these leave no mark on paper.
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Those among them that change the shape of a letter: joiners and variation selectors.
_SHAPING = re.compile("[\u034f\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINER = "\u200d"


class Letter(NamedTuple):
    """A letter and the place in its text where it begins."""

    text: str
    start: int

    @property
    def seen(self) -> str:
        """What of it is on paper."""
        return _IGNORABLE.sub("", self.text) if len(self.text) > 1 else self.text


def letters(text: str) -> list[Letter]:
    """The letters of a text in order, without what leaves no mark and shapes none."""
    found: list[Letter] = []
    for start, character in _kept(text):
        if found and _goes_on(found[-1].text, character):
            found[-1] = found[-1]._replace(text=found[-1].text + character)
        elif not is_ignorable(character):
            found.append(Letter(character, start))
    return found


def is_shaping(character: str) -> bool:
    """Whether a character leaves no mark but gives the letter before it another shape."""
    return _SHAPING.match(character) is not None


def is_ignorable(character: str) -> bool:
    """Whether a character leaves no mark on paper by itself."""
    return _IGNORABLE.match(character) is not None


def _kept(text: str) -> Iterator[tuple[int, str]]:
    for start, character in enumerate(text):
        if not is_ignorable(character) or is_shaping(character):
            yield start, character


def _goes_on(letter: str, character: str) -> bool:
    if letter.endswith(_JOINER) and category(character) == "So":  # a picture made of several
        return True
    return category(character).startswith("M") or is_shaping(character)
