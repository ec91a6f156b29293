"""Embedding: the faces that names are set in on most days, put into a base once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from unicodedata import normalize

from fontTools.ttLib import TTFont

from trainer.handouts.stamp.font import font
from trainer.handouts.stamp.frame import Embedded
from trainer.handouts.stamp.syntax import spans
from trainer.handouts.stamp.wardrobe import digest
from trainer.handouts.typefaces import Face, typeset

_SAMPLE = "AΩЖ"  # a letter of each script that is written on most days
# Latin with Vietnamese and Yoruba, marks to combine, Greek, Cyrillic, signs between words, money.
_DAILY = (
    *(range(0x20, 0x7F), range(0xA0, 0x250), range(0x2B0, 0x530)),
    *(range(0x1E00, 0x2000), range(0x2000, 0x2070), range(0x20A0, 0x20D0)),
)


def daily() -> list[Face]:
    """The faces for most days, each once."""
    lines = [typeset(_SAMPLE, "regular"), typeset(_SAMPLE, "semibold")]
    return list(dict.fromkeys(run.face for line in lines for run in line.runs))


def embedded(key: str, face: Face, first: int) -> tuple[Embedded, list[bytes]]:
    """A face under a name, and its objects, numbered from ``first``."""
    says = _says(face)
    known = tuple(spans(sorted(says)))
    return Embedded(key, digest(face), known), font(face, says, first)


def _says(face: Face) -> dict[int, str]:
    """What each glyph for most days stands for, those included that letters join into."""
    with TTFont(io.BytesIO(face.font_file())) as file:
        numbers, letters = file.getReverseGlyphMap(), file.getBestCmap()
        shared = [each for each in letters if any(each in part for part in _DAILY)]
        # Where characters share a glyph, it says the plain one: "-" and no soft hyphen, Greek mu
        # and no sign for a millionth.
        shared.sort(
            key=lambda each: (normalize("NFKC", chr(each)) != chr(each), each), reverse=True
        )
        says = {letters[each]: chr(each) for each in shared}
        for glyph, said in _joined(file, says):
            says.setdefault(glyph, said)
        return {numbers[glyph]: said for glyph, said in says.items()}


def _joined(file: TTFont, says: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Glyphs of which each stands for several letters in a row, with those letters."""
    lookups = file["GSUB"].table.LookupList.Lookup if "GSUB" in file else ()
    tables = [table for lookup in lookups for table in lookup.SubTable]
    for table in (getattr(each, "ExtSubTable", each) for each in tables):
        for first, joins in getattr(table, "ligatures", {}).items():
            for join in joins:
                letters = [first, *join.Component]
                if all(each in says for each in letters):
                    yield join.LigGlyph, "".join(says[each] for each in letters)
