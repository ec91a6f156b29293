"""The last hand on a PDF's fonts: what each shape says when the text is copied or read aloud.

WeasyPrint 70 gives a letter made of several shapes (a base and its mark) whole to one of them and
nothing to the others, for the whole document: a plain "o" that came first in "ọ̀" would be lost from
every word.
"""

from __future__ import annotations

from typing import Any

import pydyf

from trainer.handouts.typefaces import Face, face_of

NOTHING = "\u200b"  # a PDF/UA needs every shape to say something


def letter_maps(document: Any, pdf: pydyf.PDF) -> None:
    """Let every shape that is a character say that one."""
    fonts = {font.name: font for font in document.fonts.values()}
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("Subtype") == "/Type0":
            font = fonts[each["BaseFont"]]
            face = face_of(font.family, font.weight)
            _mend(pdf.objects[int(each["ToUnicode"].split()[0])].stream, font.to_unicode, face)


def _mend(stream: list[bytes], said: dict[int, str], face: Face) -> None:
    if "" not in said.values():  # no letter is made of several
        return
    own = face.characters(said)
    for glyph, text in said.items():
        line = _line(glyph, own.get(glyph) or text or NOTHING)
        stream[stream.index(_line(glyph, text))] = line


def _line(glyph: int, text: str) -> bytes:
    return f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode()
