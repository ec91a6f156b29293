"""Bases of two pages and of sheets of cards, what is stamped on them, and what is read back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import zxingcpp

from trainer.handouts.pdf import VARIANT, rendered
from trainer.handouts.stamp.base import finisher, frame_of
from trainer.handouts.stamp.frame import Frame, Strip
from trainer.handouts.stamp.tail import tail

Base = tuple[bytes, Frame]

STRIP = Strip(
    name="Łucja Wiśniewska-Żółć",
    studio="Studio Lindenhof",
    label="Handout 2026-0007",
    edition="Edition 2",
    date="28 November 2026",
    question="Is it still current?",
    link="https://trainer.example/c/k7mz4q2w9x0abcde",
)
_LOOK = "<style>body { font: 11pt 'Trainer Sans' } * { box-sizing: border-box }</style>"
_FOOT = """<style>
@page { size: PAPER; margin: 15mm 15mm 32mm; @bottom-left { content: element(foot); width: 100%; } }
@page { @top-right-corner { content: none } @right-middle { content: none } }
.foot { position: running(foot); border-top: .6pt solid #2f6f62; padding-top: 2mm; }
.foot div { height: 17mm; }
</style>"""
_PAGES = """<div class="foot"><div id="strip"></div></div>
<h1>The psoas</h1><p>From spine to thigh: <a href="https://trainer.example/psoas">read on</a>.</p>
<table><tr><th>Muscle</th><th>Joins</th></tr><tr><td>Psoas</td><td>Spine, thigh</td></tr></table>
<p style="break-before: page">Where it runs.</p>"""
_SHEET = """<style>
@page { size: PAPER; margin: 0; }
@page { @top-right-corner { content: none } @right-middle { content: none } }
.sheet { display: flex; flex-wrap: wrap; }
.card { width: 50%; height: 135mm; padding: 10mm; position: relative; border: .3pt solid #bbb; }
.slim { position: absolute; left: 10mm; right: 8mm; bottom: 10mm; height: 11mm; }
</style>"""
_CARD = "<div class=card><h2>Card N</h2><p>Roll over.</p><div class=slim id=strip-N></div></div>"


def base(body: str, paper: str = "A4") -> Base:
    """A page in HTML as a base."""
    kept: list[Any] = []

    def ready(document: Any, pdf: Any) -> None:
        finisher(document, pdf)
        kept.extend((document, pdf))

    head = "<html lang=en><title>The psoas</title><meta name=author content='Studio Lindenhof'>"
    page = rendered(head + _LOOK + body.replace("PAPER", paper))
    options = {"pdf_variant": VARIANT, "pdf_tags": True, "pdf_identifier": b"a base"}
    written = page.write_pdf(finisher=ready, **options)
    return written, frame_of(*kept)


def pages(paper: str = "A4") -> Base:
    """Two pages with a strip at the foot of each."""
    return base(_FOOT + _PAGES, paper)


def cards(sheets: int = 2) -> Base:
    """Sheets of four cards, with a strip at the foot of each card."""
    numbers = [range(4 * sheet, 4 * sheet + 4) for sheet in range(sheets)]
    each = ["".join(_CARD.replace("N", str(number)) for number in four) for four in numbers]
    title = "<h1 style='position: absolute; margin: 3mm 10mm'>Cards</h1>"
    return base(_SHEET + title + "".join(f"<div class=sheet>{four}</div>" for four in each))


def cover() -> Base:
    """A page that is nobody's copy."""
    return base("<h1>Who gets what</h1>")


def read(folder: Path, name: str) -> Base:
    """A base that was kept in files."""
    frame = msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=Frame)
    return (folder / f"{name}.pdf").read_bytes(), frame


def strip(**changes: str) -> Strip:
    """A strip that says something else."""
    return msgspec.structs.replace(STRIP, **changes)


def people(count: int) -> list[Strip]:
    """Strips of so many people, each with a serial and a link of their own."""
    return [
        strip(
            name=f"Ana {number} Sousa",
            label=f"Handout 2026-{number:04}",
            link=f"https://trainer.example/c/k7mz4q2w9x0a{number:04}",
        )
        for number in range(count)
    ]


def copy(base: Base, strip: Strip = STRIP) -> bytes:
    """A whole copy."""
    file, frame = base
    return file + tail(file, frame, strip)


def words(pdf: bytes) -> list[str]:
    """What can be copied out of each page, with one space between words."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(re.sub(r"\s+", " ", text.get_text_range()))
            text.close()
            page.close()
    return pages


def pictures(pdf: bytes, dots: int = 72) -> list[Any]:
    """Its pages as pictures, at so many dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dots / 72).to_pil() for page in document]


def codes(pdf: bytes, dots: int = 200) -> list[list[str]]:
    """What an independent reader makes of the codes on each page."""
    found = [zxingcpp.read_barcodes(picture) for picture in pictures(pdf, dots)]
    return [[each.text for each in codes] for codes in found]
