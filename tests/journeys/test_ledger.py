"""From hand to hand: a manager hands paper over, its person signs for it, and both find it."""

from __future__ import annotations

import re

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewDevice
from tests.journeys.steps import MANAGER, enter, shows_soundly
from trainer.handouts.models.copy import Copy
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person

LEDGER = "/harbour-pilates/ledger"
INSTRUCTOR = "Dana Whitfield"


def test_paper_is_handed_over_signed_for_and_found(site: Flask, new_device: NewDevice) -> None:
    serial, code = copy_of(site, INSTRUCTOR)
    manager, instructor = new_device(), new_device()

    enter(manager, MANAGER)
    hand_over(manager, serial)
    enter(instructor, INSTRUCTOR)
    sign_for(instructor, code)

    find(manager, "state", "Signed for")
    expect(manager.get_by_role("link", name=serial)).to_be_visible()
    find(manager, "state", "Lost")
    expect(manager.get_by_role("heading", name="No copy matches")).to_be_visible()


def copy_of(site: Flask, name: str) -> tuple[str, str]:
    """The serial and the code of a copy that somebody of the demo has."""
    mine = (
        sa.select(Copy.serial, Copy.code)
        .join(Membership, Membership.id == Copy.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.name == name)
    )
    with site.app_context(), unscoped() as session:
        serial, code = session.execute(mine).one()
        return serial, code


def hand_over(page: Page, serial: str) -> None:
    """Find a copy by its serial, and hand it over."""
    page.goto(LEDGER)
    shows_soundly(page, "Every copy, and where it is")
    page.get_by_label("Serial or name").fill(serial)
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name=serial).click()
    shows_soundly(page, f"Lesson handout {serial}")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.locator(".whereabouts")).to_contain_text("Handed over")


def sign_for(page: Page, code: str) -> None:
    """Open the link of a code, as a camera does, and say that one has the paper."""
    page.goto(f"/c/{code}")
    shows_soundly(page, re.compile("^Genuine"))
    page.get_by_role("button", name="I have this sheet").click()
    expect(page.get_by_text("You have said that you have this sheet")).to_be_visible()


def find(page: Page, field: str, option: str) -> None:
    """Narrow the ledger."""
    page.goto(LEDGER)
    page.locator(f"#{field}").select_option(option)
    page.get_by_role("button", name="Show").click()
