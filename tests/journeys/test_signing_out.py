"""Signing out on a device that several people use."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.conftest import NewDevice
from tests.journeys.steps import OWNER, READER, enter, shows, sign_out

KEEP = "localStorage.setItem('note', 'mine')"
KEPT = "localStorage.getItem('note')"


def test_signing_out_takes_with_it_what_the_browser_kept_and_nobody_elses_sign_in(
    new_device: NewDevice,
) -> None:
    tablet, phone = new_device(), new_device()
    enter(tablet, OWNER)
    enter(phone, OWNER)
    other_tab = tablet.context.new_page()
    other_tab.goto("/account")
    tablet.evaluate(KEEP)

    sign_out(tablet)

    assert tablet.evaluate(KEPT) is None
    other_tab.reload()
    shows(other_tab, "Sign in")
    assert is_in(phone)
    assert knows_somebody(tablet)
    enter(tablet, READER)
    assert is_in(other_tab)


def is_in(page: Page) -> bool:
    """Whether this device is signed in."""
    page.goto("/account")
    return page.url.endswith("/account")


def knows_somebody(page: Page) -> bool:
    """Whether the device is still one that somebody has signed in on."""
    return "trainer-device" in {cookie["name"] for cookie in page.context.cookies()}
