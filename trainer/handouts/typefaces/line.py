"""A line of type: a name set in the faces it needs, from left to right as it stands on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import category, normalize

import msgspec
import uharfbuzz as hb
from fontTools.unicodedata import script

from trainer.handouts.typefaces.direction import levels, visual
from trainer.handouts.typefaces.face import Face
from trainer.handouts.typefaces.fontcase import Weight, candidates
from trainer.handouts.typefaces.language import language
from trainer.handouts.typefaces.letter import Letter, letters

_FLAGS = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES | hb.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
# A space or a stop goes with what stands before it; brackets are alike, whatever they hold.
_STAYING = ("Zs", "Pd", "Po")
_SHARED = ("Zyyy", "Zinh")  # scripts of what all scripts use


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """A shape at its place, in 1/1000 em; ``text`` is the characters it stands for.

    A letter that is drawn as a base and a mark is told as a base and a mark.
    """

    id: int
    advance: float
    dx: float
    dy: float
    text: str


class Run(msgspec.Struct, frozen=True):
    """Glyphs of one face, from left to right; ``text`` is what they say, as one reads it.

    ``start`` is where that begins in the name.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    text: str
    start: int


class Line(msgspec.Struct, frozen=True):
    """Runs from left to right, and the letters that no face has, each once."""

    runs: tuple[Run, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """In 1/1000 em."""
        return sum(glyph.advance for run in self.runs for glyph in run.glyphs)

    @property
    def text(self) -> str:
        """What it says, as one reads it."""
        return "".join(run.text for run in sorted(self.runs, key=lambda run: run.start))


class _Part(NamedTuple):
    """A letter, or several, of one face, level and script."""

    text: str
    start: int
    face: Face
    level: int
    script: str


def typeset(text: str, weight: Weight = "regular") -> Line:
    """A name in NFC as a line; nothing is in it when only spaces would be."""
    name = normalize("NFC", text)
    parts: list[_Part] = []
    lost: list[str] = []
    depth = levels(name)
    for letter in letters(name):
        part, left = _part(letter, depth[letter.start], weight, parts[-1] if parts else None)
        parts += [part] if part else []
        lost += [left] if left else []
    if not "".join(part.text for part in parts).strip():
        parts = []
    tongue = language(name)
    in_order = visual([*_joined(parts)], lambda part: part.level)
    runs = [_run(each, tongue) for each in in_order]
    return Line(tuple(runs), tuple(dict.fromkeys(lost)))


def _part(
    letter: Letter, level: int, weight: Weight, before: _Part | None
) -> tuple[_Part | None, str]:
    """A letter in the face that is to write it, and what of it no face has."""
    first = letter.text[0]
    own = script(first)
    near = None
    if before and own in _SHARED:
        own = before.script
        near = before.face if before.level == level and category(first) in _STAYING else None
    face, kept, left = _faced(letter, weight, near)
    return (_Part(kept, letter.start, face, level, own) if face else None), left


def _faced(letter: Letter, weight: Weight, near: Face | None) -> tuple[Face | None, str, str]:
    """A letter's face, what that has of it and what it has not; a near face is asked first."""
    if near and near.covers(letter.seen):
        return near, letter.text, ""
    return _chosen(letter.text, letter.seen, weight)


@lru_cache(10_000)
def _chosen(text: str, seen: str, weight: Weight) -> tuple[Face | None, str, str]:
    """The first face that has all of a letter, or else its first character."""
    asked = candidates(text[0], weight)
    for part in (seen, seen[0]):
        for face in asked:
            if face.covers(part):
                left = "" if part == seen else "".join(x for x in seen if not face.covers(x))
                return face, "".join(x for x in text if x not in left), left
    return None, "", text


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Neighbours that are alike, as one."""
    for _, alike in groupby(parts, lambda part: part[2:]):
        first, *rest = alike
        yield first._replace(text=first.text + "".join(part.text for part in rest))


def _run(part: _Part, tongue: str) -> Run:
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character) for character in part.text])
    buffer.direction = "rtl" if part.level % 2 else "ltr"
    buffer.language = tongue
    buffer.guess_segment_properties()  # the script
    buffer.flags = _FLAGS
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(part.face.font, buffer)
    return Run(part.face, tuple(_glyphs(part, buffer)), part.text, part.start)


def _glyphs(part: _Part, buffer: hb.Buffer) -> Iterator[Glyph]:
    scale = 1000 / part.face.font.face.upem
    shapes = zip(
        buffer.glyph_infos, buffer.glyph_positions, _said(part, buffer.glyph_infos), strict=True
    )
    for info, place, text in shapes:
        yield Glyph(
            info.codepoint,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
            text,
        )


def _said(part: _Part, infos: Sequence[hb.GlyphInfo]) -> Iterator[str]:
    """What each glyph stands for; the first of several that stand for one text has it whole."""
    starts = sorted({info.cluster for info in infos})
    ends = dict(pairwise([*starts, len(part.text)]))
    for start, cluster in groupby(infos, lambda info: info.cluster):
        glyphs = [info.codepoint for info in cluster]
        text = part.text[start : ends[start]]
        apart = normalize("NFD", text)
        if len(glyphs) > 1 and glyphs == [part.face.nominal(each) for each in apart]:
            yield from apart
        else:
            yield from [text, *[""] * (len(glyphs) - 1)]
