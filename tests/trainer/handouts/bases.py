"""Bases of the shipped lesson, each pressed once for all tests, and what can be read from them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from lessons.exercise import Exercise
from lessons.lesson import Lesson
from tests.trainer.handouts.copies import psoas
from trainer.debate.disclosure import Disclosure
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.card import Card
from trainer.handouts.document.sheet import Sheet, sheet
from trainer.handouts.kind import Kind, Paper

POINTS = 72 / 25.4  # in a millimetre
INVISIBLE = (255, 255, 255)  # the title of what begins without one, for whoever has it read aloud


class Order(NamedTuple):
    """A base: its kind, how many rows are open, and the studio's paper."""

    kind: Kind
    opened: int
    paper: Paper

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.opened}-{self.paper}"

    @property
    def sheet(self) -> Sheet:
        return said(self.kind, self.opened, self.lesson)

    @property
    def lesson(self) -> Lesson:
        """The shipped lesson, of which everything is on A4; Letter is about how it is laid out."""
        return psoas() if self.paper == "A4" else short()

    @property
    def brand(self) -> Brand:
        return Brand(studio="Studio Lindenhof", logo=None, colour="#2f6f62", paper=self.paper)


PAPERS: tuple[Paper, ...] = ("A4", "Letter")
ORDERS = (
    Order(Kind.LESSON, 14, "A4"),
    Order(Kind.LESSON, 7, "Letter"),
    Order(Kind.DEBATE, 14, "Letter"),
    Order(Kind.DEBATE, 3, "A4"),
    *(
        Order(kind, 0, paper)
        for kind in (Kind.WORKSHEET, Kind.CARDS, Kind.CLIENT, Kind.POSTER, Kind.TERMS)
        for paper in PAPERS
    ),
)


def said(kind: Kind, opened: int, lesson: Lesson | None = None) -> Sheet:
    """What a handout of that kind says with the first rows open."""
    lesson = lesson or psoas()
    refs = frozenset(row.ref for row in lesson.docket[:opened])
    return sheet(kind, lesson, Disclosure(lesson, refs))


@cache
def short() -> Lesson:
    """The shipped lesson with its first two exercises alone."""
    return msgspec.structs.replace(psoas(), exercises=psoas().exercises[:2])


def to_do_and_to_heed(exercise: Exercise | Card) -> list[str]:
    """The words of all its steps, and then of all its precautions."""
    return [*(each.text for each in exercise.steps), *(each.text for each in exercise.precautions)]


class Letter(NamedTuple):
    """A letter on a page: what it is, its size in points and how far it is from each edge."""

    page: int
    character: str
    size: float
    edge: float


@cache
def letters(pdf: bytes) -> tuple[Letter, ...]:
    """Every letter that can be seen."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(each for at in range(len(document)) for each in _letters(document[at], at))


def _letters(page: pypdfium2.PdfPage, at: int) -> Iterator[Letter]:
    words, (width, height) = page.get_textpage(), page.get_size()
    for index in range(words.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(words, index))
        if character.strip() and not _is_unseen(words, index):
            left, bottom, right, top = words.get_charbox(index)
            edge = min(left, bottom, width - right, height - top)
            yield Letter(at, character, _size(words, index), edge)


def _size(words: pypdfium2.PdfTextPage, index: int) -> float:
    """The size of a letter as it is printed: that of its font, scaled as the page does."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(words, index, ctypes.byref(matrix))
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return float(pdfium.FPDFText_GetFontSize(words, index) * scale)


def _is_unseen(words: pypdfium2.PdfTextPage, index: int) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(words, index, *map(ctypes.byref, colours))
    return tuple(each.value for each in colours[:3]) == INVISIBLE
