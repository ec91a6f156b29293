"""Steps that journeys share: coming in, inviting, joining, reading on, leaving."""

from __future__ import annotations

import re

import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.browser import assert_accessible
from tests.screens import PEOPLE
from trainer.accounts.passwords import hash_password
from trainer.cli import main
from trainer.config import Config
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.person import Person

OWNER, MANAGER, READER = (PEOPLE[role] for role in ("owner", "manager", "instructor"))
GUEST, GUEST_EMAIL = "Rosa Almeida", "rosa@example.com"
PASSWORD = "three calm words"


def give_password(site: Flask, name: str) -> str:
    """Give one of the demo's people a password; their address."""
    with site.app_context(), unscoped(writes=True) as session:
        person = session.scalars(sa.select(Person).where(Person.name == name)).one()
        person.password_hash = hash_password(PASSWORD)
        session.commit()
        return person.email


def at_studio(site: Flask, name: str, owner: str, email: str) -> str:
    """Open another studio on the site, as whoever runs it does; the link for its owner."""
    words = ["studio", "create", name, "--owner", owner, "--email", email]
    return CliRunner(env=running(site)).invoke(main, words).output.split()[-1]


def running(site: Flask) -> dict[str, str]:
    """What a command must be told to work on the site."""
    config: Config = site.extensions["config"]
    return {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
        "BASE_URL": config.base_url,
    }


def shows(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait for the page with that heading, and all it loads."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()


def shows_soundly(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait for the page with that heading, and scan it."""
    shows(page, heading)
    assert_accessible(page)


def enter(page: Page, name: str) -> None:
    """Sign in as one of the demo's people, with one click."""
    page.goto("/")
    page.get_by_role("button", name=name).click()
    shows(page, re.compile("Your (people|lessons)"))


def at_hand(page: Page, visitor: str | None) -> Page:
    """The device, with that visitor signed in."""
    if visitor:
        enter(page, PEOPLE[visitor])
    return page


def sign_in(page: Page, email: str) -> None:
    """Sign in with address and password."""
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def open_menu(page: Page) -> None:
    """Open the menu of one's account."""
    page.locator("summary", has_text="Account of").click()


def sign_out(page: Page) -> None:
    """Sign out, from any page with a header."""
    open_menu(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("You are signed out")


def go(page: Page, name: str) -> None:
    """Take a link of the main navigation."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()


def invite(page: Page) -> str:
    """Invite the guest from the page where that is asked; the link to hand over."""
    page.get_by_label("Name", exact=True).fill(GUEST)
    page.get_by_label("E-mail address").fill(GUEST_EMAIL)
    page.get_by_role("button", name="Make the invitation").click()
    shows_soundly(page, f"Invitation for {GUEST}")
    return page.get_by_label(f"Link for {GUEST}").input_value()


def join(page: Page, link: str) -> None:
    """Open an invitation as a newcomer, choose a name and a password, and come in."""
    page.goto(link)
    shows_soundly(page, re.compile("^Join "))
    page.get_by_label("Your name").fill(GUEST)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name=re.compile("^Join ")).click()


def contents(page: Page) -> list[str]:
    """The titles of the sections, from the page of a lesson."""
    return page.get_by_role("region", name="Sections").locator(".name").all_inner_texts()


def press_on(page: Page) -> None:
    """Press the main button of a section."""
    name = re.compile("^(Next:|Finish reading)")
    page.get_by_role("main").get_by_role("button", name=name).click()


def read(page: Page, titles: list[str], *, scanned: bool) -> None:
    """Read those sections one after the other, beginning on the page of the first."""
    for title in titles:
        shows(page, title)
        if scanned:
            assert_accessible(page)
        press_on(page)
