"""The press, run as ``python -m trainer.handouts.pdf``: an order in as JSON, a PDF out.

A process of its own, under limits that it sets on itself: what goes wrong in it ends there. Only
this module imports WeasyPrint, and no process that serves pages imports this module.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from functools import cache
from typing import IO, Any, NoReturn

import msgspec
import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from trainer.handouts.document import Handout
from trainer.handouts.letter_maps import letter_maps
from trainer.handouts.limits import confine
from trainer.handouts.link_tags import link_tags
from trainer.handouts.page import DOTS, STYLE, html, unprintable
from trainer.handouts.press import REFUSED, PrintOrder
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
    """Read the order, print it, write the PDF."""
    order = _ORDER.decode(sys.stdin.buffer.read())
    confine(order.seconds)
    be_strict()
    try:
        pdf = printed(order.handout)
    except (Refused, FatalURLFetchingError) as error:
        _end(REFUSED, sys.stderr.buffer, f"{error}\n".encode())
    except (MemoryError, RecursionError, OverflowError, ZeroDivisionError):
        _end(REFUSED, sys.stderr.buffer, b"it is larger than a handout may be\n")
    _end(0, sys.stdout.buffer, pdf)


def be_strict() -> None:
    """Let no warning of WeasyPrint's pass."""
    logger = logging.getLogger("weasyprint")
    logger.handlers = [Strict(logging.WARNING)]
    logger.setLevel(logging.WARNING)


def printed(handout: Handout) -> bytes:
    """The PDF of a handout; letters are looked at before anything is drawn."""
    if why := unprintable(handout):
        raise Refused(why)
    document = rendered(html(handout), handout.heading.logo)
    pdf: bytes = document.write_pdf(
        finisher=finish,
        pdf_variant=VARIANT,
        pdf_identifier=handout.heading.serial.encode(),
        pdf_tags=True,
    )
    return pdf


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Do by hand what WeasyPrint leaves undone."""
    link_tags(document, pdf)
    letter_maps(document, pdf)


def rendered(source: str, logo: bytes | None = None) -> Any:
    """The laid-out document of a page in HTML, WeasyPrint's own type."""
    assets = {DOTS.name: (DOTS.read_bytes(), "image/svg+xml")}
    if logo:
        assets["logo"] = (logo, "image/png")
    page = HTML(string=source, url_fetcher=MemoryFetcher(assets), base_url="asset:")
    return page.render(
        font_config=_lettering(),
        stylesheets=[_style(), _others(tuple(needed(source)))],
        pdf_variant=VARIANT,
        optimize_images=True,
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
