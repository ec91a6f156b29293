"""Copies of the shipped lesson, and ways to read back what was printed of them."""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import Any

import msgspec
import pypdfium2
import zxingcpp

from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure
from trainer.editions.catalogue import packages
from trainer.handouts.document.handout import Handout, handout
from trainer.handouts.document.heading import Heading
from trainer.handouts.page import html as page_html

POLISH, JAPANESE = "Łucja Wiśniewska-Żółć", "佐藤 美咲"
LONG = "Maximiliane Alexandra Wiśniewska-Żółkiewska von und zu Hohenlohe-Langenburg"
STUDIO = "The Studio of Pilates and Movement in the Old Tram Depot at Lindenhof by the River"
HEADING = Heading(
    studio="Studio Lindenhof",
    logo=None,
    colour="#2f6f62",
    paper="A4",
    name=POLISH,
    edition=3,
    date="25 November 2026",
    serial="2026-0007",
    link="https://trainer.example/c/k7mz4q2w9x0abcde",
)


def psoas() -> Lesson:
    """The lesson that is shipped."""
    return packages()["psoas"].lesson


def part(*kept: str) -> Lesson:
    """The lesson that is shipped, with those only of its figures, exercises and docket."""
    left_out = {"figures", "exercises", "docket"}.difference(kept)
    return msgspec.structs.replace(psoas(), **dict.fromkeys(left_out, ()))


def copy(opened: int, lesson: Lesson | None = None, **heading: Any) -> Handout:
    """A copy with the first ``opened`` rows open, and that heading."""
    lesson = lesson or psoas()
    refs = frozenset(row.ref for row in lesson.docket[:opened])
    known = Disclosure(lesson, refs)
    return handout(lesson, known, msgspec.structs.replace(HEADING, **heading))


def html(made: Handout) -> str:
    """Its page."""
    return page_html(made.sheet, made.heading.brand, made.heading)


def text(pdf: bytes) -> str:
    """What can be copied out of it, with one space between words."""
    return " ".join(texts(pdf))


@cache
def texts(pdf: bytes) -> tuple[str, ...]:
    """What can be copied out of each page, with one space between words."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return tuple(re.sub(r"\s+", " ", words) for words in pages)


def codes(pdf: bytes) -> list[list[str]]:
    """What the QR codes on each page say."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=200 / 72).to_pil() for page in document]
    document.close()
    return [[found.text for found in zxingcpp.read_barcodes(each)] for each in pictures]


def streams(pdf: bytes) -> bytes:
    """Everything in the file, with what is compressed laid open."""
    return pdf + b"".join(
        _inflated(found[1]) for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    )


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content)
    except zlib.error:
        return content
