"""Code: the QR code of a link, drawn into a page as a picture of one bit a module.

The mask is fixed: to choose the best of eight takes five times as long, and a reader takes any.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import segno

QUIET = 4  # modules of white that a QR code must have around it
_MASK = 3


class Code(NamedTuple):
    """A QR code: modules a side, without the white around it, and its rows in hexadecimal."""

    side: int
    rows: bytes


@lru_cache(256)
def code(link: str) -> Code:
    """The code of a link, at a level that reads back with a seventh of it lost."""
    matrix = segno.make(link, error="m", micro=False, boost_error=False, mask=_MASK).matrix
    return Code(len(matrix), b"".join(_packed(row) for row in matrix))


def picture(code: Code, x: float, y: float, side: float) -> bytes:
    """The operators that draw it: an image mask within the page, dark where a bit is one.

    Its rows are in hexadecimal, so that nothing in them can look like the end of the picture.
    """
    return b"q 0 g %.2f 0 0 %.2f %.2f %.2f cm BI/W %d/H %d/IM true/D[1 0]/F/AHx ID %b> EI Q" % (
        *(side, side, x, y),
        *(code.side, code.side, code.rows),
    )


def _packed(row: bytearray) -> bytes:
    """A row of modules, in whole bytes."""
    width = -len(row) % 8 + len(row)
    bits = int("".join(map(str, row)), 2) << (width - len(row))
    return b"%0*X" % (width // 4, bits)
