"""Codes put together are those that the library draws, and an independent reader reads them."""

from __future__ import annotations

import random

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from trainer.handouts.code import CODE_LENGTH, new_code
from trainer.handouts.stamp.code import _FEW, QUIET, Code, Series, _drawn, code

SITE = b"https://trainer.example/c/"
SERIES = Series(SITE, len(SITE) + CODE_LENGTH)


def read(found: Code) -> list[str]:
    """What a reader makes of a code."""
    rows = bytes.fromhex(found.rows.decode())
    dark = Image.frombytes("1", (found.side, found.side), rows)
    paper = Image.new("1", (found.side + 2 * QUIET,) * 2, 1)
    paper.paste(0, (QUIET, QUIET), dark)
    large = paper.convert("L").resize((paper.width * 4,) * 2, Image.Resampling.NEAREST)
    return [each.text for each in zxingcpp.read_barcodes(large)]


@given(st.binary(min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_put_together_is_the_one_that_is_drawn(end: bytes) -> None:
    assert SERIES.put_together(SITE + end) == _drawn(SITE + end)


def test_every_code_of_a_long_run_reads_back() -> None:
    links = [f"{SITE.decode()}{new_code()}" for _ in range(_FEW + 20)]

    assert [read(code(link)) for link in links] == [[link] for link in links]


@pytest.mark.parametrize("site", ["http://localhost:5000", "https://" + "studio." * 12 + "example"])
def test_the_code_of_any_site_reads_back(site: str) -> None:
    link = f"{site}/c/{new_code()}"

    assert read(code(link)) == [link]


def test_a_code_with_a_third_of_it_wrong_would_be_found() -> None:
    link = f"{SITE.decode()}{new_code()}"
    found = code(link)
    rows = found.rows[: len(found.rows) // 3] + b"0" * (len(found.rows) - len(found.rows) // 3)

    assert read(Code(found.side, rows)) != [link]


def test_a_code_is_the_same_however_many_were_made_before() -> None:
    links = [SITE + bytes(random.Random(each).choices(b"0123456789abc", k=16)) for each in range(9)]
    series = Series(SITE, len(SITE) + CODE_LENGTH)

    first = [series.code(link) for link in links]
    for _ in range(_FEW):
        series.code(links[0])

    assert [series.code(link) for link in links] == first
