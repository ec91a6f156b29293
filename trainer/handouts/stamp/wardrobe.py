"""Wardrobe: the faces that a base has with it, and those that names need beyond them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from trainer.handouts.stamp.font import OBJECTS, font
from trainer.handouts.stamp.frame import Embedded
from trainer.handouts.typefaces import Face, Run


class Extras:
    """Faces that no base has, with what each glyph says that was used of them."""

    def __init__(self) -> None:
        self._said: dict[Face, dict[int, str]] = {}

    @property
    def count(self) -> int:
        """How many objects they are."""
        return OBJECTS * len(self._said)

    def key(self, run: Run) -> bytes:
        """The name of its face among the fonts of a page, its glyphs noted."""
        said = self._said.setdefault(run.face, {})
        for glyph in run.glyphs:
            said[glyph.id] = said.get(glyph.id) or glyph.text
        return b"X%d" % list(self._said).index(run.face)

    def objects(self, first: int) -> tuple[dict[str, int], list[bytes]]:
        """The number of each font by name, and all their objects, numbered from ``first``."""
        names: dict[str, int] = {}
        objects: list[bytes] = []
        for at, (face, said) in enumerate(self._said.items()):
            names[f"X{at}"] = first + len(objects)
            objects += font(face, said, first + len(objects))
        return names, objects


class Wardrobe:
    """Which font of a page writes which run."""

    def __init__(self, embedded: Iterable[Embedded], extras: Extras) -> None:
        self._embedded = {
            each.digest: (each.key.encode(), _spread(each.glyphs)) for each in embedded
        }
        self._extras = extras

    def key(self, run: Run) -> bytes:
        """The name of a run's font: the base's own if all its glyphs are there."""
        key, glyphs = self._embedded.get(digest(run.face), (b"", frozenset[int]()))
        if key and all(glyph.id in glyphs for glyph in run.glyphs):
            return key
        return self._extras.key(run)


@cache
def digest(face: Face) -> str:
    """The SHA-256 of a face's file."""
    return hashlib.sha256(face.font_file()).hexdigest()


@cache
def _spread(spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(each for first, last in spans for each in range(first, last + 1))
