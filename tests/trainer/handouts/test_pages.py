"""Two pages, whatever is open and whoever it is for."""

from __future__ import annotations

from functools import cache

import pytest

from tests.trainer.handouts.copies import LONG, STUDIO, copy, part
from trainer.handouts.page import html
from trainer.handouts.pdf import rendered

pytestmark = pytest.mark.usefixtures("strict")


def pages(page: str) -> list[tuple[int, int]]:
    """The size of each page that comes of that HTML."""
    return [(round(each.width), round(each.height)) for each in rendered(page).pages]


@cache
def full(paper: str, opened: int) -> list[tuple[int, int]]:
    """The size of each page of a copy with that many rows open and no name that is longer."""
    return pages(html(copy(opened, paper=paper, name=LONG, studio=STUDIO)))


@pytest.mark.parametrize(
    ("paper", "opened"),
    [
        *(("Letter", opened) for opened in range(15)),
        *(("A4", opened) for opened in (0, 4, 8, 11, 13, 14)),
    ],
)
def test_a_handout_of_the_shipped_lesson_fills_two_pages(paper: str, opened: int) -> None:
    assert len(full(paper, opened)) == 2


@pytest.mark.parametrize(("paper", "size"), [("A4", (794, 1123)), ("Letter", (816, 1056))])
def test_a_page_has_the_size_of_its_paper(paper: str, size: tuple[int, int]) -> None:
    assert set(full(paper, 0)) == {size}


def test_more_than_two_pages_are_printed_when_there_is_more_to_say() -> None:
    page = html(copy(14, part())).replace("</body>", "<p>More.</p>" * 200 + "</body>")

    assert len(pages(page)) > 2
