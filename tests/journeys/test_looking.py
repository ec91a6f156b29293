"""What every page owes to everybody: in the dark, and over a slow line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.bench.weight import weigh
from tests.journeys.browser import assert_accessible
from tests.journeys.conftest import NewDevice, fresh_site
from tests.journeys.pages import pages
from tests.journeys.steps import at_hand
from tests.screens import PEOPLE
from trainer.editions.catalogue import packages

NIGHT = "rgb(21, 25, 27)"

# Whoever sees more pages than a test should take looks at them in several.
PARTS = {"instructor": 3, "owner": 2, "manager": 2}
IN_PARTS = [
    (visitor, part, PARTS.get(visitor or "", 1))
    for visitor in (None, *PEOPLE)
    for part in range(PARTS.get(visitor or "", 1))
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo, served for all that only look at it."""
    with fresh_site(tmp_path_factory) as app:
        yield app


@pytest.mark.parametrize(("visitor", "part", "parts"), IN_PARTS)
def test_every_page_is_accessible_in_the_dark(
    site: Flask, new_device: NewDevice, visitor: str | None, part: int, parts: int
) -> None:
    page = at_hand(new_device(), visitor)
    page.emulate_media(color_scheme="dark")

    for path in pages(site, visitor)[part::parts]:
        page.goto(path)

        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == NIGHT
        assert_accessible(page)


@pytest.mark.parametrize("place", ["lesson", "section"])
def test_the_first_page_of_a_lesson_loads_little(
    browser: Browser, site: Flask, new_device: NewDevice, place: str
) -> None:
    page = at_hand(new_device(), "instructor")
    url, cookies = page.url + first_pages()[place], page.context.cookies()

    headers = {"Cookie": "; ".join(f"{each['name']}={each['value']}" for each in cookies)}
    weight = weigh(browser, url, headers)
    page.goto(url, wait_until="networkidle")

    assert 50_000 < weight.fonts < weight.cold < 250_000
    assert weight.with_fonts_cached < 100_000


def first_pages() -> dict[str, str]:
    """Where a lesson begins, from home."""
    slug, package = next(iter(packages().items()))
    lesson = f"lessons/{slug}"
    return {"lesson": lesson, "section": f"{lesson}/sections/{package.lesson.sections[0].ref}"}
