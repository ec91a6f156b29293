"""What owners and managers do: inviting, letting go, settings, a second studio, a fresh demo."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.journeys.bounds import NARROW, beyond
from tests.journeys.browser import DESK, assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.steps import (
    MANAGER,
    OWNER,
    PASSWORD,
    READER,
    at_studio,
    enter,
    give_password,
    go,
    invite,
    open_menu,
    press_on,
    shows,
    shows_soundly,
    sign_out,
)
from tests.trainer.pictures import picture
from trainer.web.colour import accent

LEAVER = "Chiyo Tanaka"
PLUM, LEMON = "#7a3b69", "#ffee00"


def test_who_leaves_is_signed_out_at_their_next_click(new_device: NewDevice) -> None:
    manager, leaver = new_device(DESK), new_device()
    enter(manager, MANAGER)
    enter(leaver, LEAVER)

    go(manager, "People")
    manager.get_by_role("row", name=LEAVER).get_by_role("link").click()
    manager.get_by_role("link", name=f"{LEAVER} leaves the studio").click()
    shows_soundly(manager, f"{LEAVER} leaves Harbour Pilates")
    manager.get_by_role("button", name=f"End {LEAVER}’s stay").click()

    expect(manager.get_by_role("status")).to_contain_text(f"{LEAVER} has left the studio")
    shows_soundly(manager, "People")
    expect(manager.get_by_role("row", name=LEAVER)).to_have_count(0)
    go(leaver, "Lessons")
    shows_soundly(leaver, "Sign in")


def test_one_of_two_studios_is_switched_to(site: Flask, new_device: NewDevice) -> None:
    page = new_device(DESK)
    email = give_password(site, READER)

    enter(page, READER)
    page.goto(at_studio(site, "Mill Yoga", READER, email))
    shows_soundly(page, "Join Mill Yoga")
    page.get_by_text("I have signed in here before").click()
    assert_accessible(page)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Join with this password").click()

    shows_soundly(page, "Your people")
    expect(brand(page)).to_have_text("Mill Yoga")
    go(page, "Board")
    expect(page.get_by_role("row", name=READER)).to_contain_text("Not started")

    switch(page, "Harbour Pilates")
    shows(page, "Your lessons")
    expect(page.get_by_role("link", name="Read on:")).to_be_visible()

    switch(page, "Mill Yoga")
    shows(page, "Your people")


def test_a_logo_is_shown_in_the_header(new_device: NewDevice) -> None:
    page = new_device(NARROW)
    enter(page, OWNER)
    go(page, "Settings")

    upload = {"name": "logo.png", "mimeType": "image/png", "buffer": picture(size=(40, 20))}
    page.get_by_label("Logo", exact=True).set_input_files(upload)  # type: ignore[arg-type]
    save(page)

    logo = page.get_by_role("banner").locator("img")
    assert logo.evaluate("img => img.decode().then(() => img.naturalWidth)") == 40
    assert_accessible(page)
    assert not beyond(page)

    page.get_by_label("Remove the logo").check()
    save(page)
    expect(logo).to_have_count(0)


def test_the_colour_of_a_studio_is_everybodys(new_device: NewDevice) -> None:
    owner, reader = new_device(DESK), new_device()
    enter(owner, OWNER)
    go(owner, "Settings")

    owner.get_by_label("Colour").fill(PLUM)
    save(owner)

    enter(reader, READER)
    assert accent_of(owner) == accent_of(reader) == PLUM
    assert_accessible(reader)


def test_a_colour_that_is_hard_to_read_is_adjusted(new_device: NewDevice) -> None:
    owner = new_device(DESK)
    enter(owner, OWNER)
    go(owner, "Settings")

    owner.get_by_label("Colour").fill(LEMON)
    save(owner)

    assert accent_of(owner) == accent(LEMON).light != LEMON
    expect(owner.get_by_text(f"Shown as {accent(LEMON).light}")).to_be_visible()
    assert_accessible(owner)
    owner.emulate_media(color_scheme="dark")
    assert accent_of(owner) == LEMON
    assert_accessible(owner)


def test_the_link_of_an_invitation_is_copied_by_a_button(new_device: NewDevice) -> None:
    page = new_device(DESK)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    link = invited(page)
    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_without_javascript_the_link_of_an_invitation_is_selected(new_device: NewDevice) -> None:
    page = new_device(javascript=False)

    link = invited(page)
    field = page.get_by_label("Link for")
    field.select_text()

    assert field.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)") == link
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()


def test_a_withdrawn_invitation_says_so_wherever_it_is_open(new_device: NewDevice) -> None:
    owner, guest = new_device(), new_device()
    link = invited(owner)
    other_tab = owner.context.new_page()
    other_tab.goto(owner.url)

    for tab in (owner, other_tab):
        tab.get_by_role("button", name="Withdraw this invitation").click()
    guest.goto(link)

    expect(owner.get_by_role("status")).to_contain_text("is withdrawn")
    shows_soundly(other_tab, "This is gone")
    shows_soundly(guest, "This invitation was withdrawn")


def test_a_reset_puts_everything_back(new_device: NewDevice) -> None:
    owner, reader = new_device(DESK), new_device()
    enter(reader, READER)
    where = reader.get_by_role("link", name="Read on:")
    before = where.inner_text()
    where.click()
    press_on(reader)
    rename(owner, "Harbour Yoga")
    sign_out(owner)

    owner.get_by_role("button", name="Reset the demo").click()

    expect(owner.get_by_role("status")).to_contain_text("The demo is as new")
    assert_accessible(owner)
    enter(owner, OWNER)
    expect(brand(owner)).to_have_text("Harbour Pilates")
    reader.reload()
    shows(reader, "Sign in")
    enter(reader, READER)
    expect(reader.get_by_role("link", name=before)).to_be_visible()


def brand(page: Page) -> Locator:
    """The name of the studio in the header."""
    return page.get_by_role("banner").locator(".brand")


def switch(page: Page, name: str) -> None:
    """Switch to another studio by the menu of one's account."""
    open_menu(page)
    page.get_by_role("link", name="Switch studio").click()
    shows_soundly(page, "Your studios")
    page.get_by_role("link", name=name).click()


def invited(page: Page) -> str:
    """As the owner invite the guest, and stay on the page with the link."""
    enter(page, OWNER)
    page.get_by_role("link", name="Invite somebody").first.click()
    return invite(page)


def rename(page: Page, name: str) -> None:
    """As the owner give the studio another name."""
    enter(page, OWNER)
    go(page, "Settings")
    page.get_by_label("Studio name").fill(name)
    save(page)
    expect(brand(page)).to_have_text(name)


def save(page: Page) -> None:
    """Save the settings."""
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("status")).to_contain_text("The settings are saved")
    page.wait_for_load_state()


def accent_of(page: Page) -> str:
    """The accent that the page is drawn with."""
    found = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')")
    return str(found).strip()
