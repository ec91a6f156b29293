"""Direction: which way each part of a line runs, by UAX #9 of Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar
from unicodedata import bidirectional

from bidi import get_base_level, get_display

# What can make a text run another way than from left to right.
_TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"}
_LEVEL = re.compile(r"Level\(\s*(\d+)")
_SURROGATE = re.compile("[\ud800-\udfff]")

Part = TypeVar("Part")


def levels(text: str) -> Sequence[int]:
    """How deep each character stands; at an odd level it runs from right to left."""
    if not any(bidirectional(character) in _TURNING for character in text):
        return bytes(len(text))
    text = _SURROGATE.sub("\ufffd", text)
    body = len(text.rstrip())
    return [*_resolved(text)[:body], *[get_base_level(text)] * (len(text) - body)]


def visual(parts: Sequence[Part], level: Callable[[Part], int]) -> list[Part]:
    """Parts of a line from left to right; what is inside a part is its own matter."""
    line = list(parts)
    for depth in range(max(map(level, line), default=0), 0, -1):
        start = 0
        for place in range(len(line) + 1):
            if place == len(line) or level(line[place]) < depth:
                line[start:place] = line[start:place][::-1]
                start = place + 1
    return line


def _resolved(text: str) -> list[int]:
    """The level of each character, which the library counts a byte."""
    told = [int(level) for level in _LEVEL.findall(get_display(text, debug=True))]
    places, place = [], 0
    for character in text:
        places.append(told[place])
        place += len(character.encode())
    return places
