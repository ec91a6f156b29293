"""A press for journeys that are not about paper: two pages with a name, in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from weasyprint import HTML

from trainer.handouts.binding import bound
from trainer.handouts.document.handout import Handout
from trainer.handouts.pdf import VARIANT
from trainer.handouts.press import Beat

PAGES = (
    "<html lang=en><title>{0}</title><h1>{0}</h1>"
    "<p style='break-before: page'>The other side.</p></html>"
)


def press(handout: Handout, _: Beat) -> bytes:
    """A PDF that can be bound with others like any handout."""
    page = HTML(string=PAGES.format(escape(handout.heading.name)))
    pdf: bytes = page.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    return pdf


def bind(files: Sequence[bytes], _: Beat) -> bytes:
    """All of them in one file, bound as ever, but in this process."""
    return bound(tuple(files))
