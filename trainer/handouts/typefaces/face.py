"""A face: one font file, opened when a letter first needs it."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal
from unicodedata import category, decomposition, normalize

import msgspec
import uharfbuzz as hb
from fontTools.ttLib import TTFont

# What a PDF draws by glyph id needs nothing of: it shapes no text and looks up no letter.
_UNUSED = (b"GSUB", b"GPOS", b"GDEF", b"cmap", b"name", b"post", b"OS/2")
# Characters that are old names of an Arabic letter's forms.
_JOINED = ("<initial>", "<medial>", "<final>", "<isolated>")
_FLAGS = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
)


class Metrics(msgspec.Struct, frozen=True):
    """What a PDF says of a font, in 1/1000 em; ``italic_angle`` is in degrees."""

    ascent: float
    descent: float
    cap_height: float
    bbox: tuple[float, float, float, float]
    italic_angle: float


class Face(msgspec.Struct, frozen=True, dict=True):
    """A font file; ``name`` is its PostScript name, ``family`` what a stylesheet calls it."""

    name: str
    file: Path
    family: str
    weight: int

    @property
    def kind(self) -> Literal["truetype", "cff"]:
        """Its outlines: a PDF embeds the one as FontFile2, the other as FontFile3."""
        return "cff" if self.file.suffix == ".otf" else "truetype"

    @cached_property
    def font(self) -> hb.Font:
        """The opened file; nothing else of a face reads letters or measures from disk."""
        return hb.Font(hb.Face(hb.Blob.from_file_path(self.file)))

    def font_file(self) -> bytes:
        """The whole file."""
        return self.file.read_bytes()

    def covers(self, letter: str) -> bool:
        """Whether it has all of a letter with its marks, whole or in parts."""
        return all(map(self._has, letter)) or all(map(self._has, normalize("NFD", letter)))

    @cached_property
    def metrics(self) -> Metrics:
        """Heights, bounds and slant of the whole font."""
        extents = self.font.get_font_extents("ltr")
        height = self.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        bounds = struct.unpack_from(">4h", self._table("head"), 36)
        angle = struct.unpack_from(">i", self._table("post"), 4)[0] / 65536
        x1, y1, x2, y2 = (self._per_mille(bound) for bound in bounds)
        return Metrics(
            self._per_mille(extents.ascender),
            self._per_mille(extents.descender),
            self._per_mille(height),
            (x1, y1, x2, y2),
            angle,
        )

    def widths(self, glyphs: Iterable[int]) -> dict[int, float]:
        """The advance of each glyph in 1/1000 em, as the font gives it, before kerning."""
        return {
            each: self._per_mille(self.font.get_glyph_h_advance(each))
            for each in sorted(set(glyphs))
        }

    def nominal(self, character: str) -> int | None:
        """The glyph that a character has by itself."""
        glyph: int | None = self.font.get_nominal_glyph(ord(character))
        return glyph

    def characters(self, glyphs: Iterable[int]) -> dict[int, str]:
        """The character that each glyph is, or is a form of; without those that are of several."""
        found = {}
        for glyph in glyphs:
            form, seen = glyph, {glyph}
            while form not in self._letters and self._forms.get(form, glyph) not in seen:
                form = self._forms[form]
                seen.add(form)
            if form in self._letters:
                found[glyph] = self._letters[form]
        return found

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The file with these glyphs alone, their ids kept; the same bytes for the same ids.

        TrueType comes as a font file whose other glyphs are empty. CFF comes as the bare table,
        CID-keyed: the CID that a PDF writes is the glyph's id here.
        """
        order = hb.SubsetInput()
        order.glyph_set.update(set(glyphs) | {0})
        order.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _UNUSED)
        order.flags = _FLAGS
        if self.kind == "cff":
            return bytes(order.subset(self.font.face).reference_table("CFF ").data)
        order.flags |= hb.SubsetFlags.RETAIN_GIDS
        return bytes(order.subset(self.font.face).blob.data)

    def _has(self, character: str) -> bool:
        if category(character) == "Zs":  # HarfBuzz makes every space of the plain one
            character = " "
        return self.nominal(character) is not None

    @cached_property
    def _letters(self) -> dict[int, str]:
        """The first character of each glyph that has one."""
        letters = map(chr, sorted(self.font.face.unicodes, reverse=True))
        plain = (each for each in letters if not decomposition(each).startswith(_JOINED))
        return {self.nominal(letter) or 0: letter for letter in plain}

    @cached_property
    def _forms(self) -> dict[int, int]:
        """What each glyph takes the place of: a joined form of the plain one, a low mark of it."""
        with TTFont(self.file) as font:
            lookups = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ()
            tables = (
                getattr(each, "ExtSubTable", each) for one in lookups for each in one.SubTable
            )
            pairs = [
                pair for each in tables if each.LookupType == 1 for pair in each.mapping.items()
            ]
            return {font.getGlyphID(form): font.getGlyphID(plain) for plain, form in pairs}

    def _per_mille(self, units: float) -> float:
        upem: int = self.font.face.upem
        return units * 1000 / upem

    def _table(self, tag: str) -> bytes:
        return bytes(self.font.face.reference_table(tag).data)
