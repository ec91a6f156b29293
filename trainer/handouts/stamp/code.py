"""Code: the QR code of a link, drawn into a page as a picture of one bit a module.

The mask is fixed: to choose the best of eight takes five times as long, and a reader takes any. A
symbol of a given size and mask is linear: where a bit of the link changes, the same modules change,
whatever the others are. So the codes of many links that begin alike are put together from what each
bit changes, in a hundredth of the time.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

import segno

QUIET = 4  # modules of white that a QR code must have around it
_MASK = 3
_FEW = 50  # links for which it is not worth finding out what each bit changes


class Code(NamedTuple):
    """A QR code: modules a side, without the white around it, and its rows in hexadecimal."""

    side: int
    rows: bytes


class Series:
    """The codes of links of one length that begin alike."""

    def __init__(self, start: bytes, length: int) -> None:
        self._start = start
        self._length = length
        self._asked = 0
        self._changes: dict[tuple[int, int], int] = {}

    def code(self, link: bytes) -> Code:
        """The code of one of them."""
        self._asked += 1
        return _drawn(link) if self._asked <= _FEW else self.put_together(link)

    def put_together(self, link: bytes) -> Code:
        """The same, of what its bits change."""
        side, rows = self._blank
        modules = int(rows, 16)
        for at in range(len(self._start), self._length):
            modules ^= self._change(at, link[at])
        return Code(side, b"%0*X" % (len(rows), modules))

    def _change(self, at: int, byte: int) -> int:
        """The modules that a byte changes there."""
        if (at, byte) not in self._changes:
            lowest = byte & -byte
            rest = byte ^ lowest
            change = (
                self._change(at, rest) ^ self._change(at, lowest) if rest else self._bit(at, byte)
            )
            self._changes[at, byte] = change
        return self._changes[at, byte]

    def _bit(self, at: int, byte: int) -> int:
        if not byte:
            return 0
        changed = bytearray(self._zeros)
        changed[at] = byte
        return int(_drawn(bytes(changed)).rows, 16) ^ int(self._blank.rows, 16)

    @cached_property
    def _blank(self) -> Code:
        return _drawn(self._zeros)

    @property
    def _zeros(self) -> bytes:
        return self._start.ljust(self._length, b"\0")


def code(link: str) -> Code:
    """The code of a link, at a level that reads back with a seventh of it lost."""
    start = link[: link.rfind("/") + 1].encode()
    return _series(start, len(link.encode())).code(link.encode())


def picture(code: Code, x: float, y: float, side: float) -> bytes:
    """The operators that draw it: an image mask within the page, dark where a bit is one.

    Its rows are in hexadecimal, so that nothing in them can look like the end of the picture.
    """
    return b"q 0 g %.2f 0 0 %.2f %.2f %.2f cm BI/W %d/H %d/IM true/D[1 0]/F/AHx ID %b> EI Q" % (
        *(side, side, x, y),
        *(code.side, code.side, code.rows),
    )


@lru_cache(4)  # by the address of the site: nothing of a copy is kept
def _series(start: bytes, length: int) -> Series:
    return Series(start, length)


def _drawn(link: bytes) -> Code:
    made = segno.make(link, error="m", micro=False, boost_error=False, mask=_MASK, mode="byte")
    return Code(len(made.matrix), b"".join(_row(row) for row in made.matrix))


def _row(modules: bytearray) -> bytes:
    """A row of modules, in whole bytes."""
    bits = "".join(map(str, modules))
    whole = len(bits) + -len(bits) % 8
    return b"%0*X" % (whole // 4, int(bits.ljust(whole, "0"), 2))
