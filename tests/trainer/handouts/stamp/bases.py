"""Bases of two pages on A4 and Letter, and of a sheet of four cards, and what is stamped on them."""

from __future__ import annotations

from typing import Any

from trainer.handouts.pdf import VARIANT, rendered
from trainer.handouts.stamp.base import finisher, frame_of
from trainer.handouts.stamp.frame import Frame, Strip

STRIP = Strip(
    name="Łucja Wiśniewska-Żółć",
    studio="Studio Lindenhof",
    label="Handout 2026-0007",
    edition="Edition 2",
    date="28 November 2026",
    question="Is it still current?",
    link="https://trainer.example/c/k7mz4q2w9x0abcde",
)
FOOT = """
@page {{ size: {paper}; margin: 15mm 15mm 32mm; @bottom-left {{ content: element(foot); width: 100%; vertical-align: top; }} }}
.foot {{ position: running(foot); border-top: .6pt solid #2f6f62; padding-top: 2mm; margin-top: 2mm; }}
.foot div {{ height: 17mm; }}
"""
PAGES = """<div class="foot"><div id="strip"></div></div>
<h1>The psoas</h1><p>It joins the spine and the thigh. <a href="https://trainer.example/">More</a></p>
<table><tr><th>Muscle</th><th>Joins</th></tr><tr><td>Psoas</td><td>Spine and thigh</td></tr></table>
<p style="break-before: page">Where it runs.</p>"""
SHEET = """
@page {{ size: {paper}; margin: 0; }}
.sheet {{ display: flex; flex-wrap: wrap; }}
.card {{ width: 105mm; height: 139mm; padding: 10mm; box-sizing: border-box; position: relative; border: .3pt solid #ccc; }}
.slim {{ position: absolute; left: 10mm; right: 8mm; bottom: 10mm; height: 11mm; }}
"""
CARD = '<div class="card"><h2>Card {0}</h2><p>Roll to the side.</p><div class="slim" id="strip-{0}"></div></div>'


def base(style: str, body: str, paper: str = "A4", title: str = "The psoas") -> tuple[bytes, Frame]:
    """A page in HTML as a base."""
    kept: list[Any] = []

    def ready(document: Any, pdf: Any) -> None:
        finisher(document, pdf)
        kept.extend((document, pdf))

    look = f"<style>body {{ font: 11pt 'Trainer Sans'; }} {style.format(paper=paper)}</style>"
    source = f"<html lang=en><title>{title}</title><meta name=author content=Lindenhof>{look}{body}"
    written = rendered(source).write_pdf(
        finisher=ready, pdf_variant=VARIANT, pdf_tags=True, pdf_identifier=b"a base"
    )
    return written, frame_of(*kept)


def pages(paper: str = "A4") -> tuple[bytes, Frame]:
    """Two pages with a strip at the foot of each."""
    return base(FOOT, PAGES, paper)


def cards(sheets: int = 1) -> tuple[bytes, Frame]:
    """Sheets of four cards, with a strip at the foot of each card."""
    body = "".join(
        f"<div class=sheet>{''.join(CARD.format(4 * sheet + at) for at in range(4))}</div>"
        for sheet in range(sheets)
    )
    return base(SHEET, f"<h1>Cards</h1>{body}".replace("<h1>", "<h1 style='position:absolute'>"))
