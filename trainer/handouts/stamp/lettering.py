"""Lettering: a text as glyphs, in faces. Latin and Japanese, unshaped."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple
from unicodedata import normalize

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from trainer.handouts.typefaces import FONTS

Weight = Literal["regular", "semibold"]


@dataclass(frozen=True)
class Face:
    """A font file."""

    name: str
    file: Path

    @cache  # noqa: B019 (there are few faces, and they stay)
    def font_file(self) -> bytes:
        """The whole of it."""
        return self.file.read_bytes()

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A font of those glyphs only, under the numbers they have in the file."""
        options = Options(
            retain_gids=True, hinting=False, notdef_outline=True, recalc_timestamp=False
        )
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
        with TTFont(self.file, recalcTimestamp=False) as font:
            cutter = Subsetter(options)
            cutter.populate(gids=sorted(glyphs))
            cutter.subset(font)
            written = io.BytesIO()
            font.save(written)
        return written.getvalue()

    @cached_property
    def letters(self) -> dict[int, tuple[int, int]]:
        """For each character its glyph and that one's advance."""
        with TTFont(self.file) as font:
            widths, order = font["hmtx"].metrics, font.getReverseGlyphMap()
            per_em = 1000 / font["head"].unitsPerEm
            return {
                character: (order[glyph], round(widths[glyph][0] * per_em))
                for character, glyph in font.getBestCmap().items()
            }


class Glyph(NamedTuple):
    """A glyph, in thousandths of an em; ``text`` is what it stands for."""

    id: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True)
class Run:
    """Glyphs of one face, from left to right; ``text`` is what they say, as it is read."""

    face: Face
    glyphs: tuple[Glyph, ...]
    text: str


@dataclass(frozen=True)
class Line:
    """A text as it is set; ``left_out`` are the characters that no face has."""

    runs: tuple[Run, ...]
    left_out: tuple[str, ...] = ()

    @cached_property
    def width(self) -> float:
        """In thousandths of an em."""
        return sum(glyph.advance for run in self.runs for glyph in run.glyphs)


def typeset(text: str, weight: Weight) -> Line:
    """A text in glyphs."""
    text = normalize("NFC", text)
    known = [each for each in text if _face(each, weight)]
    runs = tuple(
        _run(face, "".join(letters))
        for face, letters in groupby(known, key=lambda each: _face(each, weight))
        if face
    )
    return Line(runs, tuple(each for each in text if each not in known))


def _run(face: Face, text: str) -> Run:
    set_in = [(*face.letters[ord(each)], each) for each in text]
    return Run(
        face, tuple(Glyph(glyph, advance, 0, 0, each) for glyph, advance, each in set_in), text
    )


def _face(character: str, weight: Weight) -> Face | None:
    faces = _faces()[weight]
    return next((each for each in faces if ord(character) in each.letters), None)


@cache
def _faces() -> dict[str, tuple[Face, ...]]:
    japanese = Face("Trainer Japanese", FONTS / "japanese-regular.ttf")
    return {
        weight: (Face(f"Trainer Sans {weight}", FONTS / f"sans-{weight}.ttf"), japanese)
        for weight in ("regular", "semibold")
    }
