"""The case: which faces there are, and which of them are asked for a letter, in order."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import bidirectional, normalize

from fontTools.unicodedata import script_extension

from trainer.handouts.typefaces.face import Face
from trainer.handouts.typefaces.letter import is_shaping

Weight = Literal["regular", "semibold"]

FONTS = Path(__file__).parent.parent / "fonts"
DAILY = "sans"  # Latin, Greek and Cyrillic
SERIF = "serif"  # of headings
WIDE = "wide"  # what the daily face lacks of these
EAST = "eastasian"
_SCRIPTS = {
    **dict.fromkeys(("Bopo", "Hang", "Hani", "Hira", "Kana"), EAST),
    "Arab": "arabic",
    "Armn": "armenian",
    "Beng": "bengali",
    "Deva": "devanagari",
    "Ethi": "ethiopic",
    "Geor": "georgian",
    "Gujr": "gujarati",
    "Guru": "gurmukhi",
    "Hebr": "hebrew",
    "Khmr": "khmer",
    "Knda": "kannada",
    "Laoo": "lao",
    "Mlym": "malayalam",
    "Mymr": "myanmar",
    "Sinh": "sinhala",
    "Taml": "tamil",
    "Telu": "telugu",
    "Thai": "thai",
}
_CASES = sorted(set(_SCRIPTS.values()))
_FAMILIES = {EAST: "East Asian"}
# What could turn the line around it, as U+202E does: it is not let on a page.
_STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_WEIGHTS: dict[Weight, tuple[int, str]] = {
    "regular": (400, "Regular"),
    "semibold": (600, "SemiBold"),
}


@cache
def candidates(character: str, weight: Weight = "regular") -> tuple[Face, ...]:
    """The faces that may have a character, in the order they are asked."""
    own = [_SCRIPTS[each] for each in sorted(script_extension(character)) if each in _SCRIPTS]
    cases = [DAILY, *own, WIDE, EAST]
    return tuple(face(each, weight) for each in dict.fromkeys(cases))


@cache
def face(case: str, weight: Weight = "regular") -> Face:
    """The face of a case; a case of one weight gives the regular one for any."""
    found = [*FONTS.glob(f"{case}-{weight}.?tf")]
    if not found:
        return face(case, "regular")
    number, style = _WEIGHTS[weight]
    family = f"Trainer {_FAMILIES.get(case, case.title())}"
    return Face(f"{family.replace(' ', '')}-{style}", found[0], family, number)


def face_of(family: str, weight: int) -> Face:
    """The face that a stylesheet calls so; the regular one for a weight that a family lacks."""
    faces = [face(case, each) for case in (SERIF, DAILY, WIDE, *_CASES) for each in _WEIGHTS]
    own = [each for each in faces if each.family == family]
    return next((each for each in own if each.weight == weight), own[0])


def daily() -> list[Face]:
    """The faces that every page is set in."""
    return [face(case, weight) for case in (DAILY, SERIF) for weight in _WEIGHTS]


def needed(text: str) -> list[Face]:
    """The faces beyond the daily ones that a page with this text is set in, every weight."""
    first = {_first(character) for character in set(text)} - {None, face(DAILY)}
    cases = sorted({each.file.stem.partition("-")[0] for each in first if each})
    return [*dict.fromkeys(face(case, weight) for case in cases for weight in _WEIGHTS)]


def unwritable(text: str) -> list[str]:
    """The characters that no face can write, each once."""
    return sorted({each for each in set(normalize("NFC", text)) if not _is_written(each)})


def _is_written(character: str) -> bool:
    if bidirectional(character) in _STEERING:
        return False
    return character in "\n\t\u00ad" or is_shaping(character) or _first(character) is not None


def _first(character: str) -> Face | None:
    asked = candidates(character)
    return next((each for each in asked if each.covers(character)), None)
