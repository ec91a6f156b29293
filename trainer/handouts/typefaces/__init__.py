"""Typefaces: every name and text in the letters it is written in, from font files of our own."""

from trainer.handouts.typefaces.face import Face, Metrics
from trainer.handouts.typefaces.fontcase import FONTS, Weight, daily, face_of, needed, unwritable
from trainer.handouts.typefaces.line import Glyph, Line, Run, typeset
from trainer.handouts.typefaces.stylesheet import stylesheet

__all__ = [
    "FONTS",
    "Face",
    "Glyph",
    "Line",
    "Metrics",
    "Run",
    "Weight",
    "daily",
    "face_of",
    "needed",
    "stylesheet",
    "typeset",
    "unwritable",
]
