"""Wrapping: words in rows, broken at spaces, or anywhere in a word that is longer than a row."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from trainer.handouts.typefaces import Line, Weight


class Part(IntEnum):
    """What words of a strip are about, in the order in which they are read."""

    NAME = 0
    STUDIO = 1
    FACTS = 2
    QUESTION = 3
    ADDRESS = 4

    @property
    def weight(self) -> Weight:
        """How heavy words about it are."""
        return "semibold" if self is Part.NAME else "regular"


class Piece(NamedTuple):
    """Words in one size; ``before`` stands between it and what precedes it in its row.

    Where that is nothing, it is half an em of white.
    """

    part: Part
    text: str
    size: float
    before: str = " · "


class Word(NamedTuple):
    """Part of a piece in its place: points from the left of its row."""

    part: Part
    line: Line
    text: str
    x: float
    size: float


Typeset = Callable[[str, Weight], Line]


class Rows:
    """Rows of a width in points, filled one after the other."""

    def __init__(self, width: float, typeset: Typeset) -> None:
        self.rows: list[list[Word]] = [[]]
        self._width = width
        self._typeset = typeset
        self._x = 0.0

    def add(self, piece: Piece) -> None:
        """Set a piece behind what is there, and go on in further rows where it is longer."""
        rest = piece.text.strip()
        before = (self._wide(piece, piece.before) or piece.size / 2) if self._x else 0
        while rest:
            if fitting := self._fitting(piece, rest, before):
                if before and piece.before:
                    self._place(piece, piece.before)
                elif before:
                    self._x += before
                self._place(piece, fitting)
            if rest := rest[len(fitting) :].strip():
                self.rows.append([])
                self._x = before = 0.0

    def _place(self, piece: Piece, text: str) -> None:
        line = self._typeset(text, piece.part.weight)
        self.rows[-1].append(Word(piece.part, line, text, self._x, piece.size))
        self._x += self._wide(piece, text)

    def _fitting(self, piece: Piece, text: str, before: float) -> str:
        """The longest beginning that has room in this row; a row of its own has room for one."""
        left = self._width - self._x - before
        if self._wide(piece, text) <= left:
            return text
        if fitting := self._longest(piece, text, left, _ends_of_words(text)):
            return fitting
        if self._x:
            return ""
        ends = _ends_of_letters(text)
        return self._longest(piece, text, left, ends) or text[: ends[0]]

    def _longest(self, piece: Piece, text: str, width: float, ends: list[int]) -> str:
        count = bisect_right(ends, width, key=lambda end: self._wide(piece, text[:end]))
        return text[: ends[count - 1]] if count else ""

    def _wide(self, piece: Piece, text: str) -> float:
        """How wide words are, in points."""
        return self._typeset(text, piece.part.weight).width * piece.size / 1000


def _ends_of_words(text: str) -> list[int]:
    return [at for at, each in enumerate(text) if each == " "]


def _ends_of_letters(text: str) -> list[int]:
    """After each letter with all the marks on it."""
    marks = [unicodedata.combining(each) or each in "\u200c\u200d" for each in text]
    return [at for at in range(1, len(text)) if not marks[at]] + [len(text)]
