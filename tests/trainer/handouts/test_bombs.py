"""Pages that would lay out for ever, or take all memory: each ends soon, in words for a person."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.trainer.handouts.copies import BRAND
from trainer.handouts.document.terms import TermsSheet
from trainer.handouts.press import _ENVIRONMENT, PressFailed, PrintOrder, _read

ROOT = Path(__file__).parents[3]
SECONDS = 2  # of computing, of which a press needs one to start
SHEET = TermsSheet(title="Words", terms=(), rests_on=())
CLEAR = {
    "it took too long",
    "it is larger than a handout may be",
}
WORDS = "word " * 3000
USES = "".join(f'<g id="g{n}">{f"<use href=#g{n - 1} />" * 10}</g>' for n in range(1, 8))
BOMBS = {
    "a cell as wide as a million": "<table><tr><td colspan=1000000>x</td></tr></table>",
    "boxes in boxes": "<div style='display: flex'>" * 12 + "x",
    "a value that doubles": (
        "<style>:root { --a0: xxxxxxxxxx;"
        + "".join(f"--a{n}: var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 40))
        + "} p::before { content: var(--a39) }</style><p>x"
    ),
    "a drawing of ten million": (
        f'<svg viewBox="0 0 9 9" width=9 height=9><g id="g0"><path d="M0 0h1" /></g>{USES}</svg>'
    ),
    "a table of forty thousand cells": "<table>" + ("<tr>" + "<td>x" * 200) * 200,
    "a page for each letter": f"<style>@page {{ size: 1px }}</style><p>{WORDS}",
    "elements without end": "<div>" * 20_000,
    "letters without measure": "<p style='font-size: 1e9px'>x",
}
PROGRAM = """
import sys
from pathlib import Path
from trainer.handouts import pdf
page = "<!DOCTYPE html><html lang=en><title>x</title>" + Path(sys.argv[1]).read_text()
pdf.html = lambda *_, **__: page
pdf.main()
"""


def press(page: str, folder: Path) -> bytes:
    """What the press answers when that page is what a template makes; raises PressFailed."""
    (folder / "page.html").write_text(page)
    order = msgspec.json.encode(PrintOrder(SHEET, BRAND, SECONDS))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder / "page.html")],
        input=order,
        capture_output=True,
        cwd=ROOT,
        env=_ENVIRONMENT,
        check=False,
    )
    return _read(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_a_clear_message(tmp_path: Path, name: str) -> None:
    with pytest.raises(PressFailed) as failed:
        press(BOMBS[name], tmp_path)

    assert str(failed.value) in CLEAR


def test_an_honest_page_is_no_bomb(tmp_path: Path) -> None:
    assert b"%PDF" in press("<p>One word.", tmp_path)
