"""Font: a face as the five objects by which a PDF knows it, for text written as glyph numbers.

ISO 32000-1, 9.7: a composite font (Type 0) whose codes are two bytes, each the number of a glyph
(Identity-H), so that what a shaper has made of a text is written as it is. What the glyphs say is
in a table of its own (ToUnicode, 9.10.3), from which readers copy, search and speak.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from trainer.handouts.stamp.sfnt import Measures
from trainer.handouts.stamp.syntax import ended, numbers, spans, stream
from trainer.handouts.typefaces import Face

OBJECTS = 5
_UNKNOWN = "\ufffd"  # what a glyph says that stands for no character of its own
_CHUNK = 100  # a list in a table of characters may not be longer

_HEAD = b"""/CIDInit/ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
"""
_FOOT = b"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"


def font(face: Face, says: Mapping[int, str], first: int) -> list[bytes]:
    """The objects of a font, numbered from ``first``, which is the one that pages name.

    ``says`` is what each glyph stands for that is used.
    """
    program = ended(face.subset(sorted(says)))  # what stands behind a font's end is nothing to it
    called, kind = _called(face.name, program), _kind(program)
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (called, first + 1, first + 4),
        b"<</Type/Font/Subtype/%b/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[%b]%b>>"
        % (kind.font, called, first + 2, _widths(measures(face), says), kind.mapping),
        _descriptor(called, measures(face), b"/%b %d 0 R" % (kind.key, first + 3)),
        stream(program, kind.says or b"/Length1 %d" % len(program)),
        stream(_HEAD + _said(says) + _FOOT),
    ]


@cache
def measures(face: Face) -> Measures:
    """What is measured of a face, of all its glyphs."""
    return Measures.of(face.font_file())


class _Kind(NamedTuple):
    """How a PDF takes a font file (9.9): TrueType, OpenType, or its curves (CFF) alone.

    TrueType must say that a code is the number of a glyph; in the others it is anyway.
    """

    font: bytes
    key: bytes
    says: bytes
    mapping: bytes


_TRUETYPE = _Kind(b"CIDFontType2", b"FontFile2", b"", b"/CIDToGIDMap/Identity")
_OPENTYPE = _Kind(b"CIDFontType0", b"FontFile3", b"/Subtype/OpenType", b"")
_CURVES = _Kind(b"CIDFontType0", b"FontFile3", b"/Subtype/CIDFontType0C", b"")


def _kind(program: bytes) -> _Kind:
    if program.startswith(b"OTTO"):
        return _OPENTYPE
    return _CURVES if program.startswith(b"\1\0") else _TRUETYPE


def _called(name: str, file: bytes) -> bytes:
    """Its name, with six letters before it that say it is a part of a font, and which."""
    digest = hashlib.sha256(file).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    return f"{tag}+{''.join(each for each in name if each.isascii() and each.isalnum())}".encode()


def _descriptor(called: bytes, measured: Measures, program: bytes) -> bytes:
    """What a viewer needs to know of a font before it has read it."""
    says = (
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[%b]/ItalicAngle 0/Ascent %d"
        b"/Descent %d/CapHeight %d/StemV 80%b>>"
    )
    heights = measured.ascent, measured.descent, measured.ascent
    return says % (called, numbers(*measured.box), *heights, program)


def _widths(measured: Measures, says: Mapping[int, str]) -> bytes:
    """For each span of glyphs the first, and the widths from there."""
    return b"".join(
        b"%d[%b]" % (first, b" ".join(b"%d" % wide for wide in measured.widths[first : last + 1]))
        for first, last in spans(sorted(says))
    )


def _said(says: Mapping[int, str]) -> bytes:
    entries = [b"<%04X><%b>\n" % (glyph, _utf16(says[glyph])) for glyph in sorted(says)]
    edges = [*range(0, len(entries), _CHUNK), len(entries)]
    return b"".join(
        b"%d beginbfchar\n%bendbfchar\n" % (end - start, b"".join(entries[start:end]))
        for start, end in pairwise(edges)
    )


def _utf16(said: str) -> bytes:
    return (said or _UNKNOWN).encode("utf-16-be").hex().upper().encode()
