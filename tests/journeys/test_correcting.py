"""A form that fails says why and keeps what was typed, on the plainest device there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.bounds import NARROW, beyond
from tests.journeys.browser import assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.steps import OWNER, at_hand, go, shows
from tests.screens import all_shots


@dataclass(frozen=True)
class Slip:
    """A form with a mistake: its page, what is typed, chosen and kept to oneself, what it says."""

    page: str
    button: str
    says: str
    typed: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)


OUTSIDE = (
    Slip(
        "sign_ins.new",
        "Sign in",
        "Write a whole address",
        typed={"E-mail address": "ana@harbour"},
        secret={"Password": "three calm words"},
    ),
    Slip(
        "front.show",
        "Sign in",
        "do not match",
        typed={"E-mail address": "ana@harbour.example.com"},
        secret={"Password": "not the word"},
    ),
    Slip(
        "acceptances.new",
        "Join Harbour Pilates",
        "at least 12",
        typed={"Your name": "Inês C."},
        secret={"Choose a password": "short"},
    ),
)
INSIDE = (
    Slip(
        "invitations.new",
        "Make the invitation",
        "Write a whole address",
        typed={"Name": "Rosa Almeida", "E-mail address": "rosa"},
        chosen={"Role": "Manager", "Location": "Mill"},
    ),
    Slip(
        "settings.edit",
        "Save settings",
        "six digits",
        typed={"Studio name": "Harbour", "Colour": "#12"},
        chosen={"Paper": "Letter", "Time zone": "Asia/Hong Kong"},
    ),
    Slip(
        "locations.new",
        "Add location",
        "already",
        typed={"Name of the location": "mill"},
    ),
    Slip(
        "accounts.edit",
        "Save name",
        "Write your name",
        typed={"Your name": ""},
    ),
    Slip(
        "accounts.edit",
        "Change password",
        "not your current password",
        secret={"Current password": "not the word", "New password": "three calm words"},
    ),
)
FORMS = {None: OUTSIDE, "owner": INSIDE}
LAST_OWNER = "A studio needs an owner"


@pytest.mark.parametrize("visitor", FORMS)
def test_a_form_that_fails_keeps_what_was_typed_on_the_plainest_device(
    site: Flask, new_device: NewDevice, visitor: str | None
) -> None:
    page = at_hand(new_device(NARROW, javascript=False), visitor)

    for slip in FORMS[visitor]:
        page.goto(address(site, slip))
        fill(page, slip)

        assert_kept(page, slip)
        assert not beyond(page)


@pytest.mark.parametrize("visitor", FORMS)
def test_a_form_that_fails_says_so_accessibly_in_the_dark(
    site: Flask, new_device: NewDevice, visitor: str | None
) -> None:
    page = at_hand(new_device(), visitor)
    page.emulate_media(color_scheme="dark")

    for slip in FORMS[visitor]:
        page.goto(address(site, slip))
        fill(page, slip)

        expect(page.get_by_role("alert")).to_be_visible()
        page.wait_for_load_state()
        assert_accessible(page)


def test_the_last_owner_keeps_the_studio(new_device: NewDevice) -> None:
    page = at_hand(new_device(NARROW), "owner")
    go(page, "People")
    page.get_by_role("row", name=OWNER).get_by_role("link").click()
    shows(page, OWNER)

    page.get_by_role("link", name="leaves the studio").click()
    page.get_by_role("button", name="End").click()

    expect(page.get_by_role("alert")).to_contain_text(LAST_OWNER)
    assert_accessible(page)

    page.get_by_role("link", name="Keep").click()
    page.get_by_role("link", name="Edit role").click()
    slip = Slip("memberships.edit", "Save changes", LAST_OWNER, chosen={"Role": "Manager"})
    fill(page, slip)

    assert_kept(page, slip)
    assert_accessible(page)


def address(site: Flask, slip: Slip) -> str:
    """Where the page of the form is."""
    return next(shot.path for shot in all_shots(site) if shot.name == slip.page)


def fill(page: Page, slip: Slip) -> None:
    """Fill the open form in, and send it."""
    for label, text in {**slip.typed, **slip.secret}.items():
        page.get_by_label(label, exact=True).fill(text)
    for label, words in slip.chosen.items():
        page.get_by_label(label, exact=True).select_option(label=words)
    page.get_by_role("button", name=slip.button, exact=True).click()


def assert_kept(page: Page, slip: Slip) -> None:
    """The page says what is wrong and holds what was typed, but no password."""
    expect(page.get_by_role("alert")).to_contain_text(slip.says)
    for label, text in slip.typed.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(text)
    for label, words in slip.chosen.items():
        expect(page.get_by_label(label, exact=True).locator(":checked")).to_have_text(words)
    for label in slip.secret:
        expect(page.get_by_label(label, exact=True)).to_have_value("")
    page.wait_for_load_state()
