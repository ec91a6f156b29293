"""A press for journeys that are not about paper: two pages with a strip, in a moment."""

from __future__ import annotations

from html import escape
from typing import Any

import pydyf
import pytest
from weasyprint import HTML

from trainer.handouts import issuing, press_step, stock
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cover import CoverSheet
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.pdf import VARIANT
from trainer.handouts.press import Base, Beat
from trainer.handouts.preview import preview
from trainer.handouts.stamp.base import finisher, frame_of

PAGES = """<html lang=en><title>{0}</title><meta name=author content="{1}"><style>
@page {{ margin-bottom: 34mm; @bottom-left {{ content: element(foot); width: 100% }} }}
.foot {{ position: running(foot); height: 18mm }}
</style><div class=foot id=strip></div><h1>{0}</h1>
<p style="break-before: page">The other side.</p></html>"""


def press(sheet: Sheet | CoverSheet, brand: Brand, _: Beat) -> Base:
    """A base on which copies are stamped as on any; a cover sheet has no strips."""
    title, studio = escape(f"{sheet.title}: {sheet.kind.title.lower()}"), escape(brand.studio)
    source = PAGES.format(title, studio)
    if isinstance(sheet, CoverSheet):
        source = source.replace("id=strip", "").partition("<p ")[0]
    readied: list[pydyf.PDF] = []

    def ready(document: Any, pdf: pydyf.PDF) -> None:
        finisher(document, pdf)
        readied.append(pdf)

    document = HTML(string=source).render(pdf_variant=VARIANT)
    file: bytes = document.write_pdf(finisher=ready, pdf_variant=VARIANT, pdf_tags=True)
    return Base(file, frame_of(document, readied[0]), preview(file))


def press_quickly(patch: pytest.MonkeyPatch, quick: Any = press) -> None:
    """Let the worker use it, or that one."""
    for module in (press_step, issuing, stock):
        patch.setattr(module, "press", quick)
