"""The press, run as ``python -m trainer.handouts.pdf``: an order in as JSON, a base out.

A process of its own, under limits that it sets on itself: what goes wrong in it ends there. Only
this module imports WeasyPrint, and no process that serves pages imports this module.
"""

from __future__ import annotations

import logging
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import IO, Any, NoReturn

import msgspec
import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from trainer.handouts.artifacts import artifacts
from trainer.handouts.deck import decks, sides
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cards import CardsSheet
from trainer.handouts.document.cover import CoverSheet
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.letter_maps import letter_maps
from trainer.handouts.limits import confine
from trainer.handouts.page import RULE, STYLE, html, unprintable
from trainer.handouts.press import REFUSED, Base, PrintOrder
from trainer.handouts.preview import preview
from trainer.handouts.stamp.base import STRIP, finisher, frame_of
from trainer.handouts.typefaces import Face, daily, needed, stylesheet

VARIANT = "pdf/ua-1"
# Made on import, before anything else can meet the type half made: msgspec crashes then.
_ORDER = msgspec.json.Decoder(PrintOrder)


class Refused(ValueError):
    """This will not be printed; the message finishes a sentence on why."""


class MemoryFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
    """What a page may load: bytes held in memory, by name, and nothing from disk or network."""

    def __init__(self, assets: dict[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols={"asset"}, allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix("asset:")
        if url != f"asset:{name}" or name not in self._assets:
            raise FatalURLFetchingError(f"the page asks for something it may not have: {url[:60]}")
        content, kind = self._assets[name]
        return URLFetcherResponse(url, content, {"Content-Type": kind})


class Strict(logging.Handler):
    """Makes a refusal of every warning: paper cannot be called back."""

    def emit(self, record: logging.LogRecord) -> None:
        raise Refused(f"the page has a fault ({record.getMessage()[:120]})")


def main() -> None:
    """Read the order, print it, write the base as msgpack."""
    order = _ORDER.decode(sys.stdin.buffer.read())
    confine(order.seconds)
    be_strict()
    try:
        written = msgspec.msgpack.encode(base(order.sheet, order.brand))
    except (Refused, FatalURLFetchingError) as error:
        _end(REFUSED, sys.stderr.buffer, f"{error}\n".encode())
    except (MemoryError, RecursionError, OverflowError, ZeroDivisionError):
        _end(REFUSED, sys.stderr.buffer, b"it is larger than a handout may be\n")
    _end(0, sys.stdout.buffer, written)


def be_strict() -> None:
    """Let no warning of WeasyPrint's pass."""
    logger = logging.getLogger("weasyprint")
    logger.handlers = [Strict(logging.WARNING)]
    logger.setLevel(logging.WARNING)


def base(sheet: Sheet | CoverSheet, brand: Brand) -> Base:
    """A handout that says nothing about a person, with the boxes that a strip goes into free.

    Letters are looked at before anything is drawn.
    """
    if why := unprintable(sheet, brand):
        raise Refused(why)
    readied: list[pydyf.PDF] = []

    def ready(document: Any, pdf: pydyf.PDF) -> None:
        finish(document, pdf)
        readied.append(pdf)

    document = laid(sheet, brand)
    written: bytes = document.write_pdf(
        finisher=ready,
        pdf_variant=VARIANT,
        pdf_identifier=sheet.kind.encode(),
        pdf_tags=True,
    )
    return Base(written, frame_of(document, readied[0]), preview(written))


def laid(sheet: Sheet | CoverSheet, brand: Brand) -> Any:
    """The laid-out document of a handout, WeasyPrint's own type."""
    if isinstance(sheet, CardsSheet):
        return _impose(sheet, brand)
    return rendered(html(sheet, brand), brand.logo)


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Do by hand what WeasyPrint leaves undone."""
    artifacts(pdf)
    letter_maps(document, pdf)
    finisher(document, pdf)


def rendered(source: str, logo: bytes | None = None) -> Any:
    """The laid-out document of a page in HTML, WeasyPrint's own type."""
    assets = {RULE.name: (RULE.read_bytes(), "image/svg+xml")}
    if logo:
        assets["logo"] = (logo, "image/png")
    page = HTML(string=source, url_fetcher=MemoryFetcher(assets), base_url="asset:")
    return page.render(
        font_config=_lettering(),
        stylesheets=[_style(), _others(tuple(needed(source)))],
        pdf_variant=VARIANT,
        optimize_images=True,
    )


def _impose(sheet: CardsSheet, brand: Brand) -> Any:
    """Cards, four on a sheet: see ``deck`` on why they are laid out twice."""
    made = decks(sheet)
    probe = rendered(html(sheet, brand, probe=made, layout="probe"), brand.logo)
    fell: defaultdict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(probe.pages):
        for ref in page.anchors:
            fell[ref].append(number)
    document = rendered(html(sheet, brand, probe=None, sides=sides(made, fell)), brand.logo)
    if any(_overlaps(page.anchors) for page in document.pages):
        raise Refused("a card has more on it than it holds")
    return document


def _overlaps(anchors: dict[str, tuple[float, float, float, float]]) -> bool:
    """Whether anything stands where a strip will."""
    strips = [box for ref, box in anchors.items() if ref.startswith(STRIP)]
    pieces = [box for ref, box in anchors.items() if not ref.startswith(STRIP)]
    return any(
        left == strip[0] and top < strip[3] and bottom > strip[1]
        for left, top, _, bottom in pieces
        for strip in strips
    )


@cache
def _lettering() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    return _css(STYLE.read_text(), daily())


@cache
def _others(faces: tuple[Face, ...]) -> CSS:
    """What a page in other scripts needs besides; a face is read only for a letter on a page."""
    return _css(stylesheet(faces), faces)


def _css(style: str, faces: Iterable[Face]) -> CSS:
    fonts = {face.file.name: (face.font_file(), f"font/{face.file.suffix[1:]}") for face in faces}
    return CSS(string=style, font_config=_lettering(), url_fetcher=MemoryFetcher(fonts))


def _end(code: int, to: IO[bytes], what: bytes) -> NoReturn:
    """Say it, and be gone: the libraries below Pango can crash as they are taken down in no order,
    and the crash would be taken for the reason."""
    to.write(what)
    to.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
