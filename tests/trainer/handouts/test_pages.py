"""As many pages as it takes, of the size of its paper."""

from __future__ import annotations

import pytest

from tests.trainer.handouts.copies import copy, html, part
from trainer.handouts.pdf import rendered

pytestmark = pytest.mark.usefixtures("strict")


def pages(page: str) -> list[tuple[int, int]]:
    """The size of each page that comes of that HTML."""
    return [(round(each.width), round(each.height)) for each in rendered(page).pages]


@pytest.mark.parametrize(("paper", "size"), [("A4", (794, 1123)), ("Letter", (816, 1056))])
def test_a_page_has_the_size_of_its_paper(paper: str, size: tuple[int, int]) -> None:
    assert set(pages(html(copy(0, part("docket"), paper=paper)))) == {size}


def test_more_pages_are_printed_when_there_is_more_to_say() -> None:
    page = html(copy(14, part()))

    assert len(pages(page.replace("</body>", "<p>More.</p>" * 200 + "</body>"))) > len(pages(page))
