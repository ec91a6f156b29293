"""What a page may load: only what the press holds in memory, whoever wrote the page."""

from __future__ import annotations

import http.server
import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from lessons.excerpt import Caution, Passage, Table
from lessons.exercise import Cue, Precaution, Step
from tests.trainer.handouts.copies import copy, html, streams, text
from trainer.handouts.document.card import Card
from trainer.handouts.document.figure import PrintedFigure
from trainer.handouts.document.finding import VerdictLine
from trainer.handouts.pdf import Refused, rendered

SECRET = "TOP-SECRET-FILE"
NESTED = (
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
    "<image xlink:href='{web}/nested' width='9' height='9'/></svg>"
)
INPUTS = {
    "img": "<img src='{web}/img'>",
    "background": "<p style='background:url({web}/bg)'>x</p>",
    "stylesheet": "<link rel=stylesheet href='{web}/css'>",
    "import": "<style>@import url({web}/imp);</style>",
    "font": "<style>@font-face{{font-family:a;src:url({web}/f)}}p{{font-family:a}}</style><p>x",
    "attached file": "<link rel=attachment href='{file}'>",
    "attached link": "<a rel=attachment href='{file}'>x</a>",
    "object": "<object data='{web}/obj'></object>",
    "embed": "<embed src='{web}/emb'>",
    "svg image": NESTED.replace("nested", "svg"),
    "svg in data": '<img src="data:image/svg+xml,{nested}">',
    "redirect": "<img src='{web}/redirect'>",
    "content": "<style>p::before{{content:url({web}/cont)}}</style><p>x",
    "list style": "<ul style='list-style:url({web}/ls)'><li>x</ul>",
    "base": "<base href='{web}/'><img src='rel'>",
    "file": "<img src='{file}'>",
    "ftp": "<img src='ftp://127.0.0.1:{port}/x'>",
}
REACHES_NOTHING = {"file", "ftp"}  # by default: a text is no picture, and nothing answers FTP


@dataclass
class Site:
    """A site that notes what is asked of it, and a file with a secret."""

    port: int
    file: str
    asked: list[str] = field(default_factory=list)

    def hostile(self, name: str) -> str:
        """The input of that name, aimed at this site and this file."""
        web = f"http://127.0.0.1:{self.port}"
        nested = quote(NESTED.format(web=web))
        return INPUTS[name].format(web=web, file=self.file, port=self.port, nested=nested)

    def reached(self, pdf: bytes) -> bool:
        """Whether anything was asked for, or the secret is in the PDF."""
        return bool(self.asked) or SECRET.encode() in streams(pdf)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site on this machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(302 if "redirect" in self.path else 200)
            self.send_header("Location", f"http://127.0.0.1:{found.port}/inside")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Site(server.server_port, secret.as_uri())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.usefixtures("strict")
def test_hostile_html_reaches_neither_disk_nor_network(site: Site, name: str) -> None:
    page = f"<html lang=en><title>x</title>{site.hostile(name)}"

    try:
        pdf = rendered(page).write_pdf()
    except (Refused, FatalURLFetchingError):
        pdf = b""

    assert not site.reached(pdf)


@pytest.mark.parametrize("name", sorted(INPUTS.keys() - REACHES_NOTHING))
def test_the_same_html_would_reach_something_without_our_fetcher(
    site: Site, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "weasyprint")

    assert site.reached(HTML(string=site.hostile(name)).write_pdf())


@pytest.mark.parametrize("name", ["img", "attached file", "svg in data", "import"])
@pytest.mark.usefixtures("strict")
def test_hostile_text_is_printed_as_text(site: Site, name: str) -> None:
    words = site.hostile(name)
    finding = VerdictLine(
        first=words, rest=words, label="partly", grade="B", by=words, said=words, settled=True
    )
    care = Precaution(text=words, by="editor", kind="stop")
    step, cue = Step(text=words, by="editor"), Cue(kind="verbal", text=words, by="editor")
    card = Card(
        name=words,
        minutes=1,
        level=words,
        apparatus=(words,),
        position=words,
        precautions=(care,),
        steps=(step,),
        cues=(cue,),
        notice=(words,),
    )
    hostile = copy(0, studio=words)
    sheet = msgspec.structs.replace(
        hostile.sheet,
        title=words,
        about=words,
        notice=words,
        plate=PrintedFigure(title=words, svg=""),
        known=(finding,),
        unsettled=(finding,),
        asked=(words,),
        exercises=(card, card),
        cautions=(Caution(words, words, (Passage(words, words),)),),
        cues=(Table(words, (words, words), ((words, words),)),),
    )
    made = msgspec.structs.replace(hostile, sheet=sheet)

    pdf = rendered(html(made)).write_pdf()

    squeezed = "".join(text(pdf).split())
    assert not site.reached(pdf)
    assert squeezed.count("".join(words.split())) >= 31
    assert not PdfReader(io.BytesIO(pdf)).attachments


@pytest.mark.parametrize("name", INPUTS)
def test_no_hostile_text_leaves_a_tag_in_the_page(site: Site, name: str) -> None:
    words = site.hostile(name)

    assert words not in html(copy(0, studio=words))
