"""Lettering: the fonts a handout is set in, and what cannot be written with them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).with_name("fonts")


@cache
def faces() -> dict[str, bytes]:
    """Every font file, by name."""
    return {path.name: path.read_bytes() for path in sorted(FONTS.glob("*.ttf"))}


def unwritable(text: str) -> list[str]:
    """The characters that no face can write, each once."""
    return sorted({character for character in text if not _is_written(character)})


def _is_written(character: str) -> bool:
    return ord(character) in _letters() or character in "\n\t" or character == "\u00ad"


@cache
def _letters() -> frozenset[int]:
    return frozenset(letter for path in FONTS.glob("*-regular.ttf") for letter in _letters_of(path))


def _letters_of(path: Path) -> list[int]:
    with TTFont(path) as face:
        return list(face.getBestCmap())
