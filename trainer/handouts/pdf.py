"""The press, run as ``python -m trainer.handouts.pdf``: an order in, PDFs out, as JSON.

A process of its own, under limits that it sets on itself: what goes wrong in it ends there. Only
this module imports WeasyPrint, and no process that serves pages imports this module.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
from functools import cache
from typing import Any, NoReturn

import msgspec
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from trainer.handouts.document import Handout
from trainer.handouts.finish import finish
from trainer.handouts.lettering import faces, unwritable
from trainer.handouts.page import DOTS, STYLE, html, words
from trainer.handouts.press import REFUSED, Order, Pressed

MEMORY, LARGEST = 1 << 30, 64 << 20  # bytes
VARIANT = "pdf/ua-1"


# Made on import, before anything else can meet the type half made: msgspec crashes then.
_ORDER = msgspec.json.Decoder(Order)


class Refused(ValueError):
    """This will not be printed; the message finishes a sentence on why."""


class Held(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
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
    """Read the order, print it, write the PDFs."""
    order = _ORDER.decode(sys.stdin.buffer.read())
    confine(order.seconds)
    be_strict()
    try:
        pressed = printed(order.handouts)
    except (Refused, FatalURLFetchingError) as error:
        _refuse(str(error))
    except (MemoryError, RecursionError, OverflowError, ZeroDivisionError):
        _refuse("it is larger than a handout may be")
    sys.stdout.buffer.write(msgspec.json.encode(pressed))
    sys.stdout.buffer.flush()
    # The libraries below Pango can crash as they are taken down in no order; all is written.
    os._exit(0)


def confine(seconds: int) -> None:
    """Set the limits of this process, for good."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))


def be_strict() -> None:
    """Let no warning of WeasyPrint's pass."""
    logger = logging.getLogger("weasyprint")
    logger.handlers = [Strict(logging.WARNING)]
    logger.setLevel(logging.WARNING)


def printed(handouts: tuple[Handout, ...]) -> Pressed:
    """The PDFs of the handouts, each alone and all together."""
    documents = [_laid_out(handout) for handout in handouts]
    files = [
        _written(document, each.heading.serial)
        for document, each in zip(documents, handouts, strict=True)
    ]
    if len(files) == 1:
        return Pressed((files[0],), files[0])
    pages = [page for document in documents for page in document.pages]
    serials = " ".join(each.heading.serial for each in handouts)
    return Pressed(tuple(files), _written(documents[0].copy(pages), serials))


def rendered(source: str, logo: bytes | None = None) -> Any:
    """The laid-out document of a page in HTML, WeasyPrint's own type."""
    assets = {DOTS.name: (DOTS.read_bytes(), "image/svg+xml")}
    if logo:
        assets["logo"] = (logo, "image/png")
    page = HTML(string=source, url_fetcher=Held(assets), base_url="asset:")
    return page.render(
        font_config=_lettering(),
        stylesheets=[_style()],
        pdf_variant=VARIANT,
        optimize_images=True,
    )


def _laid_out(handout: Handout) -> Any:
    if strange := unwritable(words(handout)):
        raise Refused(f"we have no letters for {' '.join(strange[:8])}")
    return rendered(html(handout), handout.heading.logo)


def _written(document: Any, serial: str) -> bytes:
    pdf: bytes = document.write_pdf(
        finisher=finish, pdf_variant=VARIANT, pdf_identifier=serial.encode(), pdf_tags=True
    )
    return pdf


@cache
def _lettering() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    fonts = {name: (content, "font/ttf") for name, content in faces().items()}
    return CSS(string=STYLE.read_text(), font_config=_lettering(), url_fetcher=Held(fonts))


def _refuse(why: str) -> NoReturn:
    sys.stderr.write(f"{why}\n")
    sys.exit(REFUSED)


if __name__ == "__main__":
    main()
