"""What every page owes to everybody: in the dark, on the narrowest phone, over a slow line."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.bench.weight import weigh
from tests.journeys.bounds import NARROW, beyond
from tests.journeys.browser import assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.pages import pages
from tests.journeys.steps import at_hand, open_menu
from tests.screens import PEOPLE
from trainer.accounts.models.invitation import Invitation
from trainer.editions.catalogue import packages
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio

LONG = "Bewegungstherapiezentrumsgesellschaft"
NIGHT = "rgb(21, 25, 27)"

# Whoever sees more pages than a test should take looks at them in several.
PARTS = {"instructor": 3, "owner": 2, "manager": 2}
IN_PARTS = [
    (visitor, part, PARTS.get(visitor or "", 1))
    for visitor in (None, *PEOPLE)
    for part in range(PARTS.get(visitor or "", 1))
]

everybody = pytest.mark.parametrize("visitor", [None, *PEOPLE])


@everybody
def test_every_page_fits_the_narrowest_phone_and_a_thumb(
    site: Flask, new_device: NewDevice, visitor: str | None
) -> None:
    page, paths = at_hand(new_device(NARROW), visitor), pages(site, visitor)
    name_at_length(site)

    too_much = {path: measured(page, path) for path in paths}

    assert not {path: found for path, found in too_much.items() if found}


def test_the_menu_of_ones_account_fits_a_thumb(new_device: NewDevice) -> None:
    page = at_hand(new_device(NARROW), "owner")

    open_menu(page)

    assert not beyond(page)


def test_the_bounds_are_noticed(new_device: NewDevice) -> None:
    page = new_device(NARROW)
    page.set_content("<nav><a href='/'>On</a></nav><p style='width: 400px'>Too wide</p>")

    found = beyond(page)

    assert found["sideways"] > 0
    assert found["small"] == ['<a href="/">On</a>']


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


def name_at_length(site: Flask) -> None:
    """Give everybody, and every place, a name that is one long word."""
    with site.app_context(), unscoped(writes=True) as session:
        for model in (Studio, Location, Person, Invitation):
            session.execute(sa.update(model).values(name=LONG + sa.cast(model.id, sa.Text)))
        session.commit()


def measured(page: Page, path: str) -> dict[str, Any]:
    """What of the page at that address is beyond the bounds."""
    page.goto(path)
    return beyond(page)


def first_pages() -> dict[str, str]:
    """Where a lesson begins, from home."""
    slug, package = next(iter(packages().items()))
    lesson = f"lessons/{slug}"
    return {"lesson": lesson, "section": f"{lesson}/sections/{package.lesson.sections[0].ref}"}
