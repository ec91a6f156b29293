"""From an invitation to the end of a lesson: by thumb, by keyboard, on two devices."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.browser import DESK, PHONE, assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.keyboard import assert_focus_shows, press, skip_to_content, tab_to
from tests.journeys.steps import (
    GUEST,
    GUEST_EMAIL,
    OWNER,
    PASSWORD,
    READER,
    contents,
    enter,
    give_password,
    go,
    invite,
    join,
    read,
    shows,
    shows_soundly,
    sign_in,
    sign_out,
)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "unscripted"])
def test_a_guest_joins_and_reads_a_lesson_on_two_devices(
    new_device: NewDevice, *, javascript: bool
) -> None:
    owner, phone = (new_device(javascript=javascript) for _ in range(2))
    desk = new_device(DESK, javascript=javascript)

    join(phone, invitation(owner))
    titles = look_around(phone)
    half = len(titles) // 2
    phone.get_by_role("link", name="Start reading").click()
    # No script touches a section, so one scan of each will do.
    read(phone, titles[:half], scanned=javascript)
    phone.locator(".reader-bar").get_by_role("link").click()
    expect(phone.get_by_text(f"{half} of {len(titles)} sections")).to_be_visible()
    sign_out(phone)
    resume(desk, titles[half])
    read(desk, titles[half:], scanned=javascript)

    assert_read(desk, len(titles))
    assert_seen_in_people(owner)


def invitation(owner: Page) -> str:
    """The link that the owner is shown, found as they would find it."""
    owner.goto("/")
    assert_accessible(owner)
    enter(owner, OWNER)
    assert_accessible(owner)
    go(owner, "People")
    shows_soundly(owner, "People")
    owner.get_by_role("link", name="Invite somebody").click()
    shows_soundly(owner, "Invite somebody")
    return invite(owner)


def look_around(phone: Page) -> list[str]:
    """The sections of the first lesson, from home by way of all lessons."""
    shows_soundly(phone, "Your lessons")
    go(phone, "Lessons")
    shows_soundly(phone, "Lessons")
    phone.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    expect(phone.get_by_role("heading", name="Sections")).to_be_visible()
    phone.wait_for_load_state()
    assert_accessible(phone)
    return contents(phone)


def resume(desk: Page, title: str) -> None:
    """Sign in on another device and take up the thread where home says."""
    sign_in(desk, GUEST_EMAIL)
    shows_soundly(desk, "Your lessons")
    expect(desk.get_by_text("Where you left off")).to_be_visible()
    desk.get_by_role("link", name=f"Read on: {title}").click()


def assert_read(desk: Page, sections: int) -> None:
    """The lesson says that nothing is left to read, and home what is due next."""
    expect(desk.get_by_text(f"{sections} of {sections} sections")).to_be_visible()
    assert_accessible(desk)
    listed = desk.get_by_role("region", name="Sections")
    assert listed.get_by_text("Read", exact=True).count() == sections
    go(desk, "Home")
    expect(desk.get_by_text("Read. The quiz is next.")).to_be_visible()
    assert_accessible(desk)


def assert_seen_in_people(owner: Page) -> None:
    """The owner reads in the list, and on the guest's own page, that the lesson is read."""
    go(owner, "People")
    row = owner.get_by_role("row", name=GUEST)
    expect(row.get_by_text("Read", exact=True)).to_be_visible()
    row.get_by_role("link").click()
    shows_soundly(owner, GUEST)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_keyboard_alone_signs_in_and_reads_on(
    site: Flask, new_device: NewDevice, viewport: ViewportSize
) -> None:
    page = new_device(viewport)
    email = give_password(site, READER)

    sign_in_by_keyboard(page, email)
    press(page, page.get_by_role("link", name="Read on:"))
    skip_to_content(page)
    onward = page.get_by_role("button", name="Next:")
    title = onward.inner_text().removeprefix("Next: ")
    press(page, onward)

    shows(page, title)


@pytest.mark.parametrize("fault", ["a { outline: 0 }", "p { position: absolute; inset: 0 }"])
def test_a_focus_that_does_not_show_is_noticed(new_device: NewDevice, fault: str) -> None:
    page = new_device()
    page.set_content(f"<style>{fault}</style><a href='/'>On</a><p>Over it</p>")

    page.keyboard.press("Tab")

    with pytest.raises(AssertionError, match="On</a>"):
        assert_focus_shows(page)


def sign_in_by_keyboard(page: Page, email: str) -> None:
    """From the first page to home."""
    page.goto("/sign-in")
    tab_to(page, page.get_by_label("E-mail address"))
    page.keyboard.type(email)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    shows(page, "Your lessons")
