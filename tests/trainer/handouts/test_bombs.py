"""Pages that would lay out for ever, or take all memory: each ends soon, in words for a person."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from tests.trainer.handouts.copies import BRAND
from trainer.handouts.document.terms import TermsSheet
from trainer.handouts.press import _ENVIRONMENT, SECONDS, PressFailed, PrintOrder, _read

ROOT = Path(__file__).parents[3]
BRIEFLY = 1  # second of computing, of which no bomb has enough
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
# One process has the press loaded, and forks for each page: all of the computing is for that page.
PROGRAM = """
import os, sys
from pathlib import Path
from trainer.handouts import pdf
for line in sys.stdin:
    folder = Path(line.strip())
    if not (child := os.fork()):
        for number, name in enumerate(("order", "written", "said")):
            os.dup2(os.open(folder / name, os.O_RDWR | os.O_CREAT), number)
        page = "<!DOCTYPE html><html lang=en><title>x</title>" + (folder / "page.html").read_text()
        pdf.html = lambda *_, **__: page
        pdf.main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
Press = Callable[[str, int], bytes]


@pytest.fixture(scope="module")
def loaded() -> Iterator[subprocess.Popen[str]]:
    """A process that has loaded the press."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=_ENVIRONMENT,
    ) as process:
        yield process


@pytest.fixture
def press(loaded: subprocess.Popen[str], tmp_path: Path) -> Press:
    """What the press answers when that page is what a template makes; raises PressFailed."""

    def answer(page: str, seconds: int) -> bytes:
        (tmp_path / "page.html").write_text(page)
        order = PrintOrder(SHEET, BRAND, seconds)
        (tmp_path / "order").write_bytes(msgspec.json.encode(order))
        assert loaded.stdin
        assert loaded.stdout
        print(tmp_path, file=loaded.stdin, flush=True)
        code = int(loaded.stdout.readline())
        return _read(code, *((tmp_path / name).read_bytes() for name in ("written", "said")))

    return answer


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_a_clear_message(press: Press, name: str) -> None:
    with pytest.raises(PressFailed) as failed:
        press(BOMBS[name], BRIEFLY)

    assert str(failed.value) in CLEAR


def test_an_honest_page_is_no_bomb(press: Press) -> None:
    assert b"%PDF" in press("<p>One word.", SECONDS)
