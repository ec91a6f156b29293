"""Showing: shaped text as operators of a content stream (ISO 32000-1, 9.4).

Only numbers of glyphs go into it, in hexadecimal: whatever a name says, it cannot end a string or
be a command.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import normalize

from trainer.handouts.stamp.font import measures
from trainer.handouts.stamp.layout import Setting
from trainer.handouts.stamp.syntax import number, numbers, text
from trainer.handouts.stamp.wardrobe import Wardrobe
from trainer.handouts.stamp.wrapping import Part
from trainer.handouts.typefaces import Glyph, Run

_SEEN = 3  # thousandths of an em: nobody sees less, and gaps that are less wait for the next


def shown(words: Setting, part: Part, wardrobe: Wardrobe) -> bytes:
    """The words about that part, as one text object."""
    found = [(row.y, word) for row in words.rows for word in row.words if word.part is part]
    if not found:
        return b""
    operators = [b"BT", _ink(part)]
    if words.narrow < 1:
        operators.append(b"%b Tz" % number(100 * words.narrow))  # how wide letters are, in per cent
    for y, word in found:
        operators.append(b"1 0 0 1 %b Tm" % numbers(word.x * words.narrow, y))
        for run in word.line.runs:
            operators.append(b"/%b %b Tf" % (wardrobe.key(run), number(word.size)))
            operators.append(_said(run, word.size))
    return b"\n".join((*operators, b"ET"))


def _ink(part: Part) -> bytes:
    return b".11 .137 .149 rg" if part in {Part.NAME, Part.ADDRESS} else b".314 .345 .361 rg"


def is_backwards(run: Run) -> bool:
    """Whether it is read from right to left: its glyphs say its text from the last to the first."""
    said = [glyph.text for glyph in run.glyphs]
    # In NFD, for the marks on a letter may come in any order.
    read = normalize("NFD", run.text)
    return normalize("NFD", "".join(said)) != read == normalize("NFD", "".join(reversed(said)))


def _said(run: Run, size: float) -> bytes:
    """A run; where its glyphs do not say its text one by one, it says that itself (ActualText).

    Not where it is read from right to left: whatever copies text turns such glyphs round by itself,
    and would turn what is said here round again.
    """
    glyphs = b" ".join(_risen(run, size))
    if is_backwards(run) or "".join(glyph.text for glyph in run.glyphs) == run.text:
        return glyphs
    return b"/Span<</ActualText%b>>BDC %b EMC" % (text(run.text), glyphs)


def _risen(run: Run, size: float) -> Iterator[bytes]:
    """Its glyphs, in groups that stand equally high (Ts): marks may stand off the line."""
    for rise, glyphs in groupby(run.glyphs, key=_rise):
        array = b"".join(_spaced(list(glyphs), measures(run.face).widths))
        if rise:
            yield b"%b Ts [%b]TJ 0 Ts" % (number(rise * size / 1000), array)
        else:
            yield b"[%b]TJ" % array


def _rise(glyph: Glyph) -> float:
    return glyph.dy if abs(glyph.dy) >= _SEEN else 0


def _spaced(glyphs: list[Glyph], wide: tuple[int, ...]) -> Iterator[bytes]:
    """Numbers of glyphs, and how far to go back between them where their widths alone are wrong.

    What a rounding leaves is kept for the next gap, so that a line is as long as it was laid out.
    """
    written, back = b"", 0.0
    for glyph in glyphs:
        back -= glyph.dx
        step = round(back)
        if abs(step) >= _SEEN:
            yield b"<%b>" % written if written else b""
            yield b"%d" % step
            written, back = b"", back - step
        written += b"%04X" % glyph.id
        back += wide[glyph.id] - glyph.advance + glyph.dx
    yield b"<%b>%b" % (written, b"%d" % back if abs(back) >= _SEEN else b"")
