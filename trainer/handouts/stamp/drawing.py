"""Drawing: a strip as the content of a page (ISO 32000-1, 8.4 and 14.6).

What is tagged stands between BDC and EMC with a number (MCID) by which the tree of tags finds it.
On later pages, and on further cards of a sheet, the strip is an artifact, which a screen reader
passes over: it has been read once.
"""

from __future__ import annotations

from collections.abc import Iterable

from trainer.handouts.stamp.code import QUIET, code, picture
from trainer.handouts.stamp.frame import Box, Strip
from trainer.handouts.stamp.layout import Lines, Setting, Words
from trainer.handouts.stamp.showing import is_backwards, shown
from trainer.handouts.stamp.syntax import numbers
from trainer.handouts.stamp.wardrobe import Wardrobe
from trainer.handouts.stamp.wrapping import Part

GAP = 9.0  # points between the code and the words
# What the parts of a strip are in the tree of tags, in the order of reading; the code is the last.
TAGS = ("P", "P", "P", "P", "Link", "Figure")


class Drawing:
    """A strip as it is drawn in boxes; those of one size are alike, so they are set once."""

    def __init__(self, strip: Strip, wardrobe: Wardrobe, lines: Lines) -> None:
        self._words = Words(strip, lines)
        self._code = code(strip.link)
        self._wardrobe = wardrobe
        self._settings: dict[tuple[float, float], Setting] = {}
        self._parts: dict[tuple[float, float], list[bytes]] = {}

    def inside(self, boxes: Iterable[Box], first: int | None = None) -> bytes:
        """It in each box; that in the first one is tagged, from the number ``first``, if any."""
        written = []
        for box in boxes:
            parts = self._drawn(box)
            marked = _artifact(parts) if first is None else _tagged(parts, first)
            written.append(b"q 1 0 0 1 %b cm\n%b\nQ" % (numbers(self._left(box), box.y), marked))
            first = None
        return b"\n".join(written)

    def address_area(self, box: Box) -> tuple[float, float, float, float]:
        """Where the address stands in a box: left, bottom, right, top, in points of the page."""
        setting, left = self._setting(box), self._left(box)
        areas = [
            (word.x, row.y - 2, word.x + word.line.width * word.size / 1000, row.y + word.size)
            for row in setting.rows
            for word in row.words
            if word.part is Part.ADDRESS
        ]
        lefts, bottoms, rights, tops = zip(*areas, strict=True)
        across = left + min(lefts) * setting.narrow, left + max(rights) * setting.narrow
        return across[0], box.y + min(bottoms), across[1], box.y + max(tops)

    def is_backwards(self, box: Box, part: Part) -> bool:
        """Whether words about that are read from right to left, some of them at least."""
        words = [word for row in self._setting(box).rows for word in row.words]
        runs = [run for word in words if word.part is part for run in word.line.runs]
        return any(map(is_backwards, runs))

    def _drawn(self, box: Box) -> list[bytes]:
        """The content of each part, the code as the last, from where the words begin."""
        size = box.width, box.height
        if size not in self._parts:
            side = self._side(box)
            square = picture(self._code, -side - GAP, 0, side)
            words = [shown(self._setting(box), part, self._wardrobe) for part in Part]
            self._parts[size] = [*words, square]
        return self._parts[size]

    def _setting(self, box: Box) -> Setting:
        size = box.width, box.height
        if size not in self._settings:
            width = box.x + box.width - self._left(box)
            self._settings[size] = self._words.setting(width, box.height, self._side(box))
        return self._settings[size]

    def _left(self, box: Box) -> float:
        """Where the words begin."""
        return box.x + self._side(box) + GAP

    def _side(self, box: Box) -> float:
        """How high and wide the code is, so that the white it needs above it is within the box.

        On its other sides there is white anyway, for a box is kept off the edge of the paper.
        """
        return box.height * self._code.side / (self._code.side + QUIET)


def _tagged(parts: list[bytes], first: int) -> bytes:
    return b"\n".join(
        b"/%b<</MCID %d>>BDC\n%b\nEMC" % (tag.encode(), first + at, content)
        for at, (tag, content) in enumerate(zip(TAGS, parts, strict=True))
    )


def _artifact(parts: list[bytes]) -> bytes:
    content = b"\n".join(filter(None, parts))
    return b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n%b\nEMC" % content
