"""Nobody is locked out: a forgotten password, by mail and by hand, and a third failed try."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizzes.quiz import Quiz
from tests.journeys.bounds import NARROW, beyond
from tests.journeys.browser import DESK, assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.steps import (
    MANAGER,
    READER,
    enter,
    give_password,
    go,
    shows,
    shows_soundly,
    sign_in,
)
from tests.journeys.study import LEARNER, answer_rightly, study, taught
from tests.trainer.postbox import mail_all, open_postbox

NEW = "four other plain words"


def soundly(page: Page, heading: str | re.Pattern[str]) -> None:
    """Wait for the page with that heading: scanned, and within the bounds of a phone."""
    shows_soundly(page, heading)
    assert beyond(page) == {}


def choose(page: Page, link: str) -> None:
    """Open the link, choose the new password, and sign in with it."""
    page.goto(link)
    soundly(page, "Choose a new password")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    soundly(page, "Choose a new password")
    page.get_by_label("New password").fill(NEW)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("status")).to_contain_text("Your new password is set")


def asks(page: Page) -> None:
    """Find no way in, and the way back."""
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    soundly(page, "Forgotten password")


def comes_in(page: Page, email: str) -> None:
    """Sign in with the new password."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(NEW)
    page.get_by_role("button", name="Sign in").click()
    shows(page, "Your lessons")


def test_who_forgot_their_password_comes_back_by_mail(site: Flask, new_device: NewDevice) -> None:
    phone, tablet, email = new_device(NARROW), new_device(DESK), give_password(site, READER)
    sign_in(tablet, email)
    with open_postbox() as postbox:
        config = replace(site.extensions["config"], demo=False, smtp_url=postbox.url)
        site.extensions["config"] = config

        asks(phone)
        phone.get_by_label("E-mail address").fill(email)
        phone.get_by_role("button", name="Send me a link").click()
        expect(phone.get_by_role("status")).to_contain_text("a link is on its way")
        mail_all(site)
        link = re.search(r"https?://\S+", postbox.messages[-1].get_content())

    assert link
    choose(phone, link[0])
    comes_in(phone, email)
    tablet.reload()
    shows(tablet, "Sign in")
    tablet.goto(link[0])
    soundly(tablet, "This link no longer works")


@pytest.mark.soak
def test_where_no_mail_is_sent_a_manager_hands_the_link_over(
    site: Flask, new_device: NewDevice
) -> None:
    phone, manager, email = new_device(NARROW), new_device(NARROW), give_password(site, READER)
    asks(phone)
    expect(phone.get_by_text("Ask your studio’s manager or owner first")).to_be_visible()

    enter(manager, MANAGER)
    manager.goto("/harbour-pilates/memberships")
    manager.get_by_role("link", name=READER).click()
    manager.get_by_role("link", name=f"{READER} has forgotten the password").click()
    soundly(manager, "Forgotten password")
    manager.get_by_role("button", name=f"Make a link for {READER}").click()
    expect(manager.get_by_label(f"Link for {READER}")).to_be_visible()
    soundly(manager, "Forgotten password")

    choose(phone, manager.get_by_label(f"Link for {READER}").input_value())
    comes_in(phone, email)


def test_a_third_failed_try_is_asked_for_given_and_passed(
    site: Flask, new_device: NewDevice
) -> None:
    (_, quiz), phone, manager = taught(), new_device(NARROW), new_device(NARROW)
    study(site, tries=(0.0,) * quiz.policy.attempts)
    enter(phone, LEARNER)
    enter(manager, MANAGER)

    soundly(phone, "Your lessons")
    phone.get_by_role("button", name="Ask for another try").click()
    expect(phone.get_by_role("status")).to_contain_text("You have asked for another try")
    soundly(phone, quiz.title)
    give_another(manager)
    go(phone, "Home")
    soundly(phone, "Your lessons")
    phone.get_by_role("link", name="Open the quiz of").click()
    soundly(phone, quiz.title)

    passes(site, phone, quiz, quiz.policy.attempts + 1)


def give_another(manager: Page) -> None:
    """Find on the home who asks for another try, and give it with a reason."""
    manager.reload()
    expect(manager.get_by_text("Asks for another try at the quiz").first).to_be_visible()
    assert_accessible(manager)
    manager.get_by_role("link", name=LEARNER).first.click()
    soundly(manager, LEARNER)
    manager.get_by_role("link", name="Give another try").click()
    soundly(manager, f"Another try for {LEARNER}")
    manager.get_by_label("Why").fill("We went through it together.")
    manager.get_by_role("button", name="Give another try").click()
    expect(manager.get_by_text("We went through it together.")).to_be_visible()
    soundly(manager, LEARNER)


def passes(site: Flask, phone: Page, quiz: Quiz, number: int) -> None:
    """Begin that attempt, answer all of it, and hand it in."""
    phone.get_by_role("button", name=f"Start attempt {number}").click()
    phone.wait_for_load_state()
    answer_rightly(site, quiz, but=[])
    phone.get_by_role("link", name="All questions").click()
    phone.get_by_role("button", name=f"Hand in attempt {number}").click()
    soundly(phone, f"Attempt {number}: 100%")
