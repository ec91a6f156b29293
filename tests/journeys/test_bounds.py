"""What every page owes to the narrowest phone and to a thumb, however long the names are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.bounds import NARROW, beyond
from tests.journeys.browser import device
from tests.journeys.conftest import NewDevice, fresh_site
from tests.journeys.pages import pages
from tests.journeys.site import base_url
from tests.journeys.steps import at_hand, open_menu
from tests.screens import PEOPLE, all_shots
from trainer import demo
from trainer.accounts.models.invitation import Invitation
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio

LONG = "Bewegungstherapiezentrumsgesellschaft"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Flask]:
    """The demo, served for all that only look at it.

    When its people had signed in, every name became one long word.
    """
    with fresh_site(tmp_path_factory) as app:
        all_shots(app)
        app.extensions["cookies"] = {each: cookies(app, browser, each) for each in PEOPLE}
        name_at_length(app)
        yield app


@pytest.mark.parametrize("visitor", [None, *PEOPLE])
def test_every_page_fits_the_narrowest_phone_and_a_thumb(
    site: Flask, new_device: NewDevice, visitor: str | None
) -> None:
    page = in_hand(site, new_device(NARROW), visitor)

    too_much = {path: measured(page, path) for path in pages(site, visitor)}

    assert not {path: found for path, found in too_much.items() if found}


def test_the_menu_of_ones_account_fits_a_thumb(site: Flask, new_device: NewDevice) -> None:
    page = in_hand(site, new_device(NARROW), "owner")

    open_menu(page)

    assert not beyond(page)


def test_the_bounds_are_noticed(new_device: NewDevice) -> None:
    page = new_device(NARROW)
    page.set_content("<nav><a href='/'>On</a></nav><p style='width: 400px'>Too wide</p>")

    found = beyond(page)

    assert found["sideways"] > 0
    assert found["small"] == ['<a href="/">On</a>']


def cookies(site: Flask, browser: Browser, visitor: str) -> list[Any]:
    """What a device holds on which that visitor has signed in."""
    with device(browser, base_url=base_url(site)) as context:
        at_hand(context.new_page(), visitor)
        return [*context.cookies()]


def name_at_length(site: Flask) -> None:
    """Give everybody, and every place, a name that is one long word."""
    with site.app_context(), unscoped(writes=True) as session:
        for model in (Studio, Location, Person, Invitation):
            session.execute(sa.update(model).values(name=LONG + sa.cast(model.id, sa.Text)))
        session.commit()


def in_hand(site: Flask, page: Page, visitor: str | None) -> Page:
    """The device, on which that visitor has signed in."""
    if visitor:
        page.context.add_cookies(site.extensions["cookies"][visitor])
        page.goto(f"/{demo.SLUG}/")
    return page


def measured(page: Page, path: str) -> dict[str, Any]:
    """What of the page at that address is beyond the bounds."""
    page.goto(path)
    return beyond(page)
