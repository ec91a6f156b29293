"""Layout: where the words of a strip stand, from the plainest arrangement to what fits them all.

A box has its code at the left, as high as the box allows, and the words beside it. Nothing is cut
and nothing is set below ``SMALLEST``: long words take a smaller size, then share rows, then go on
in the next one, and in the last resort are drawn narrower. Only the question, which is our own, is
left out of a slim strip where it has no room.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import NamedTuple

from trainer.handouts.stamp.frame import Strip
from trainer.handouts.stamp.wrapping import Part, Piece, Rows, Word
from trainer.handouts.typefaces import Line, Weight, typeset

SMALLEST = 8.5  # points
SLIM = 44.0  # points: a box that is lower has a row less
_NAME, _SLIM_NAME = (11.5, 10.5, 9.5, SMALLEST), (9.5, SMALLEST)  # sizes
_CAPITAL = 0.66  # of its size is the height of a capital
_BELOW = 2.0  # points kept below the last row for what hangs from it
_TIGHT, _LOOSE = 1.06, 1.4  # from row to row, in sizes
# How wide letters are drawn, and whether a paragraph may go on in another row.
_EFFORTS = ((1.0, False), *((1 - step / 10, True) for step in range(7)))

Arrangement = tuple[tuple[Part, ...], ...]
_N, _S, _F, _Q, _A = Part
# What goes together in a paragraph, the most beautiful first.
_ARRANGEMENTS: tuple[Arrangement, ...] = (
    ((_N,), (_S,), (_F,), (_Q, _A)),
    ((_N,), (_S, _F), (_Q, _A)),
    ((_N, _S), (_F,), (_Q, _A)),
    ((_N, _S, _F, _Q, _A),),
)
_SLIM_ARRANGEMENTS: tuple[Arrangement, ...] = (
    ((_N, _S), (_F,), (_Q, _A)),
    ((_N,), (_S, _F), (_Q, _A)),
    ((_N, _S), (_F,), (_A,)),
    ((_N, _S, _F, _Q, _A),),
    ((_N, _S, _F, _A),),
)


class Row(NamedTuple):
    """Words beside each other; ``y`` is where they stand, in points above the foot of the box."""

    y: float
    words: tuple[Word, ...]


class Setting(NamedTuple):
    """The rows of a strip; ``narrow`` is how wide they are drawn, and 1 as a rule."""

    rows: tuple[Row, ...]
    narrow: float


class LongStrip(ValueError):
    """The words of a strip have no room, whatever is done; the message ends a sentence on why."""


class Lines:
    """Texts typeset once, however many arrangements are tried and whatever copies say alike."""

    MOST = 10_000  # of three a copy

    def __init__(self) -> None:
        self._lines: dict[tuple[str, Weight], Line] = {}

    def line(self, text: str, weight: Weight) -> Line:
        """A text as it is set."""
        if (text, weight) not in self._lines:
            if len(self._lines) >= self.MOST:
                self._lines.clear()
            self._lines[text, weight] = typeset(text, weight)
        return self._lines[text, weight]


class Words:
    """The words of a strip."""

    def __init__(self, strip: Strip, lines: Lines) -> None:
        self._strip = strip
        self._lines = lines

    def setting(self, width: float, height: float, level: float) -> Setting:
        """They in a column of that size; ``level`` is how high the code beside them is."""
        slim = height < SLIM
        arrangements = _SLIM_ARRANGEMENTS if slim else _ARRANGEMENTS
        tries = product(_EFFORTS, arrangements, _SLIM_NAME if slim else _NAME)
        for (narrow, wraps), arrangement, size in tries:
            rows = self._filled(arrangement, size, width / narrow)
            if len(rows) > len(arrangement) and not wraps:
                continue
            if placed := _placed(rows, height, level):
                return Setting(placed, narrow)
        raise LongStrip("name and studio are longer than the strip of a handout")

    def _filled(
        self, arrangement: Arrangement, size: float, width: float
    ) -> list[tuple[Word, ...]]:
        """The rows of all paragraphs."""
        filled = []
        for paragraph in arrangement:
            rows = Rows(width, self._lines.line)
            for part in paragraph:
                rows.add(self._piece(part, size))
            filled += [tuple(row) for row in rows.rows]
        return filled

    def _piece(self, part: Part, size: float) -> Piece:
        strip = self._strip
        match part:
            case Part.NAME:
                return Piece(part, strip.name, size)
            case Part.STUDIO:
                return Piece(part, strip.studio, SMALLEST)
            case Part.FACTS:
                return Piece(part, " · ".join((strip.label, strip.edition, strip.date)), SMALLEST)
            case Part.QUESTION:
                return Piece(part, strip.question, SMALLEST)
            case Part.ADDRESS:
                return Piece(part, strip.link.removeprefix("https://"), SMALLEST, before="")


def _placed(
    rows: Sequence[tuple[Word, ...]], height: float, level: float
) -> tuple[Row, ...] | None:
    """The rows from the top of the code to its foot, at need from the top of the box, or None."""
    sizes = [max((word.size for word in row), default=SMALLEST) for row in rows]
    gaps = [(above + below) / 2 for above, below in pairwise(sizes)]
    top, between = _CAPITAL * sizes[0], sum(gaps)
    if _BELOW + between * _TIGHT + top > height:
        return None
    leading = min(_LOOSE, max(_TIGHT, (level - _BELOW - top) / between)) if gaps else _TIGHT
    y = max(level - top, _BELOW + between * leading)
    placed = []
    for row, gap in zip(rows, (0, *gaps), strict=True):
        y -= gap * leading
        placed.append(Row(y, row))
    return tuple(placed)
