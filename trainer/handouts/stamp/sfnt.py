"""Sfnt: what a font file says of its glyphs that a PDF must say again (TrueType and OpenType)."""

from __future__ import annotations

import struct
from functools import cached_property
from typing import NamedTuple


class Measures(NamedTuple):
    """What is measured of a font, in thousandths of an em: ``box`` holds every glyph."""

    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int

    @classmethod
    def of(cls, file: bytes) -> Measures:
        """Those of a font file, which is not kept: one for Chinese has thirteen megabytes."""
        sfnt = _Sfnt(file)
        return cls(sfnt.widths, sfnt.box, *sfnt.ascent_and_descent)


class _Sfnt:
    """A font file, read only where it is asked."""

    def __init__(self, file: bytes) -> None:
        self._file = file

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The advance of each glyph, in thousandths of an em."""
        (count,) = struct.unpack_from(">H", self._table(b"hhea"), 34)
        (glyphs,) = struct.unpack_from(">H", self._table(b"maxp"), 4)
        units = struct.unpack_from(">" + "Hh" * count, self._table(b"hmtx"))[::2]
        wide = [self._thousandths(each) for each in units]
        # Those without a width of their own have that of the last: digits, or all of Chinese.
        return (*wide, *wide[-1:] * (glyphs - count))

    @cached_property
    def box(self) -> tuple[int, ...]:
        """What holds every glyph: left, bottom, right, top."""
        return tuple(map(self._thousandths, struct.unpack_from(">4h", self._table(b"head"), 36)))

    @cached_property
    def ascent_and_descent(self) -> tuple[int, int]:
        """How far a line reaches above and below its base, below as a negative number."""
        above, below = struct.unpack_from(">hh", self._table(b"hhea"), 4)
        return self._thousandths(above), self._thousandths(below)

    def _thousandths(self, units: int) -> int:
        return round(units * 1000 / self._units)

    @cached_property
    def _units(self) -> int:
        units: int = struct.unpack_from(">H", self._table(b"head"), 18)[0]
        return units

    def _table(self, tag: bytes) -> bytes:
        start, length = self._tables[tag]
        return self._file[start : start + length]

    @cached_property
    def _tables(self) -> dict[bytes, tuple[int, int]]:
        (count,) = struct.unpack_from(">H", self._file, 4)
        entries = (struct.unpack_from(">4s4xII", self._file, 12 + 16 * at) for at in range(count))
        return {tag: (start, length) for tag, start, length in entries}
