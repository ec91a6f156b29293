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
from trainer.handouts import pdf as press_pdf
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.lesson import LessonSheet, lesson_sheet
from trainer.handouts.page import html as page_html
from trainer.handouts.press import Base
from trainer.handouts.stamp.frame import Strip
from trainer.handouts.stamp.tail import tail

POLISH, JAPANESE = "Łucja Wiśniewska-Żółć", "佐藤 美咲"
LONG = "Maximiliane Alexandra Wiśniewska-Żółkiewska von und zu Hohenlohe-Langenburg"
STUDIO = "The Studio of Pilates and Movement in the Old Tram Depot at Lindenhof by the River"
LINK = "https://trainer.example/c/k7mz4q2w9x0abcde"
BRAND = Brand(studio="Studio Lindenhof", logo=None, colour="#2f6f62", paper="A4")
STRIP = Strip(
    name=POLISH,
    studio="Studio Lindenhof",
    label="Handout 2026-0007",
    edition="Edition 3",
    date="25 November 2026",
    question="Is it still current?",
    link=LINK,
)


class Handout(msgspec.Struct, frozen=True, kw_only=True):
    """What a lesson handout says, in which brand, and whose it is."""

    sheet: LessonSheet
    brand: Brand
    strip: Strip


@cache
def psoas() -> Lesson:
    """The lesson that is shipped."""
    return packages()["psoas"].lesson


def part(*kept: str) -> Lesson:
    """The lesson that is shipped, with those only of its figures, exercises and docket."""
    left_out = {"figures", "exercises", "docket"}.difference(kept)
    return msgspec.structs.replace(psoas(), **dict.fromkeys(left_out, ()))


def copy(opened: int, lesson: Lesson | None = None, **said: Any) -> Handout:
    """A copy with the first ``opened`` rows open, in that brand and with that strip."""
    lesson = lesson or psoas()
    refs = frozenset(row.ref for row in lesson.docket[:opened])
    return Handout(
        sheet=lesson_sheet(lesson, Disclosure(lesson, refs)),
        brand=_changed(BRAND, said),
        strip=_changed(STRIP, said),
    )


def _changed(values: Any, said: dict[str, Any]) -> Any:
    own = {name: said[name] for name in said if name in values.__struct_fields__}
    return msgspec.structs.replace(values, **own)


def html(made: Handout) -> str:
    """The page of its base."""
    return page_html(made.sheet, made.brand)


def printed(made: Handout) -> bytes:
    """The whole copy, its base printed in this process."""
    return stamped(press_pdf.base(made.sheet, made.brand), made.strip)


def stamped(base: Base, strip: Strip) -> bytes:
    """The whole copy of a base."""
    return base.pdf + tail(base.pdf, base.frame, strip)


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
    pictures = [page.render(scale=150 / 72).to_pil() for page in document]
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
