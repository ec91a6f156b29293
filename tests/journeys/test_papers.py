"""From an invitation to a superseded handout: a manager and an instructor, through two editions."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.journeys.authors import PACKAGE, publish, reworded, weighed_again
from tests.journeys.browser import DESK, assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.mill import (
    LESSON,
    STUDIO,
    fill_mill,
    member,
    newest_code,
    open_mill,
    study_at_mill,
)
from tests.journeys.quick_press import press_quickly
from tests.journeys.steps import (
    GUEST,
    GUEST_EMAIL,
    MANAGER,
    PASSWORD,
    enter,
    go,
    invite,
    join,
    shows,
    shows_soundly,
    sign_in,
)
from tests.trainer.quick_press import work_off
from trainer.clock import now
from trainer.quizzing.models.attempt import AnswerEvent, Attempt
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Role


def test_a_manager_opens_a_studio_and_prints_for_two(
    site: Flask, new_device: NewDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_quickly(monkeypatch)
    manager, guest = new_device(DESK), new_device()

    manage(site, manager)
    add(manager, guest)
    assign(manager, guest)
    blind = print_for_two(site, manager)

    assert_genuine(new_device(), blind, "Genuine and current")


def test_an_instructor_finishes_the_lesson(
    site: Flask, new_device: NewDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_quickly(monkeypatch)
    guest = new_device()
    fill_mill(site)
    study_at_mill(site, read=len(PACKAGE.lesson.sections) - 1, tries=())
    come_in(guest)

    finish(site, guest)

    shows(guest, "Attempt 1: 100%")


def test_an_edition_supersedes_the_right_copies(
    site: Flask, new_device: NewDevice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_quickly(monkeypatch)
    manager, guest, anybody = new_device(DESK), new_device(), new_device()
    blind = fill_mill(site)
    study_at_mill(site, read=len(PACKAGE.lesson.sections), tries=(1.0,))
    enter(manager, MANAGER)
    come_in(guest)

    shown = print_my_own(site, guest)
    for code in (blind, shown):
        assert_genuine(anybody, code, "Genuine and current")

    publish(site, "mill-yoga", tmp_path / "verdict", weighed_again())

    assert_genuine(anybody, blind, "Genuine and current")  # it shows no verdict
    assert_genuine(anybody, shown, "Genuine, but superseded")
    assert_delta_waits(guest)
    assert_needed(manager)
    before = said_to(manager, guest)

    publish(site, "mill-yoga", tmp_path / "words", reworded(), "--minor")

    assert said_to(manager, guest) == before
    assert_genuine(anybody, blind, "Genuine and current")


def manage(site: Flask, page: Page) -> None:
    """Come into a studio of one's own, as its manager."""
    link = open_mill(site)
    enter(page, MANAGER)
    page.goto(link)
    page.get_by_text("I have signed in here before").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Join with this password").click()
    shows(page, "Your people")
    with site.app_context(), unscoped(writes=True) as session:
        session.scalars(member(MANAGER)).one().role = Role.MANAGER
        session.commit()
    page.reload()
    shows_soundly(page, "Your people")


def come_in(guest: Page) -> None:
    """Sign in as the instructor."""
    sign_in(guest, GUEST_EMAIL)
    shows(guest, "Your lessons")


def add(manager: Page, guest: Page) -> None:
    """Invite an instructor, who joins."""
    manager.get_by_role("link", name="Invite somebody").click()
    join(guest, invite(manager))
    shows_soundly(guest, "Your lessons")


def assign(manager: Page, guest: Page) -> None:
    """Assign the lesson to the instructor, who sees by when it is due."""
    go(manager, "Board")
    shows_soundly(manager, PACKAGE.lesson.title)
    manager.get_by_role("link", name="Assign it").click()
    shows_soundly(manager, "Assign a lesson")
    manager.get_by_label("Who is to know it").select_option(label=GUEST)
    due = now().date() + dt.timedelta(days=20)
    manager.get_by_label("Date", exact=True).fill(due.isoformat())
    manager.get_by_role("button", name="Assign the lesson").click()
    shows_soundly(manager, "Assignments")

    go(guest, "Home")
    expect(guest.get_by_text(re.compile(f"Due {due:%-d %B %Y}")).first).to_be_visible()
    assert_accessible(guest)


def print_for_two(site: Flask, page: Page) -> str:
    """Tick both people and print: one file, two copies; the code of the instructor's."""
    go(page, "Board")
    for name in (GUEST, MANAGER):
        page.get_by_label(f"Print for {name}").check()
    page.get_by_role("button", name="Print for 2 people").click()
    shows_soundly(page, "Print handouts")
    page.get_by_role("button", name="Print 2 handouts").click()
    shows_soundly(page, "0 of 2 printed")
    work_off(site)
    page.reload()
    shows_soundly(page, "2 handouts are ready")
    address = page.get_by_role("link", name="Open all in one PDF").get_attribute("href")
    file = page.context.request.get(str(address))
    assert file.headers["content-type"] == "application/pdf"
    assert file.body() == page.context.request.get(str(address)).body()
    return newest_code(site)


def finish(site: Flask, page: Page) -> None:
    """Read the last section and hand in the quiz; all before it was done on other days."""
    page.goto(f"{LESSON}/sections/{PACKAGE.lesson.sections[-1].ref}")
    page.get_by_role("main").get_by_role("button", name="Finish reading").click()
    page.goto(f"{LESSON}/quiz")
    page.get_by_role("button", name="Start attempt 1").click()
    page.wait_for_load_state()
    answer_rightly(site)
    page.get_by_role("link", name="All questions").click()
    page.get_by_role("button", name="Hand in attempt 1").click()
    shows_soundly(page, "Attempt 1: 100%")


def answer_rightly(site: Flask) -> None:
    """Answer every question of the attempt that is open."""
    assert PACKAGE.quiz
    with site.app_context(), unscoped(writes=True) as session:
        attempt = session.scalars(sa.select(Attempt).where(Attempt.closed_at.is_(None))).one()
        for number, question in enumerate(PACKAGE.quiz.live, start=1):
            event = AnswerEvent(
                membership_id=attempt.membership_id,
                attempt_id=attempt.id,
                sequence=number,
                question=question.ref,
                answer_json=msgspec.json.encode(question.key).decode(),
                at=now(),
            )
            event.studio_id = attempt.studio_id
            session.add(event)
        session.commit()


def print_my_own(site: Flask, page: Page) -> str:
    """Print one's own handout, with every verdict open; its code."""
    page.goto(f"{LESSON}/copies")
    page.get_by_role("button", name="Print my handout").click()
    shows_soundly(page, "Your handout is being printed")
    work_off(site)
    page.reload()
    shows_soundly(page, "Your handout is ready")
    return newest_code(site)


def assert_genuine(page: Page, code: str, words: str) -> None:
    """What anybody sees who opens the link on paper."""
    page.goto(f"/c/{code}")
    shows_soundly(page, words)
    expect(page.get_by_text(re.compile(f"^A (worksheet|handout) of {STUDIO}"))).to_be_visible()
    assert GUEST not in page.content()


def assert_delta_waits(page: Page) -> None:
    """The instructor sees what changed, and their pass with its edition."""
    page.goto("/mill-yoga/")
    page.get_by_role("link", name=re.compile("^Look at .* again")).first.click()
    shows_soundly(page, "What changed since you learned it")
    expect(page.get_by_text("edition 1").first).to_be_visible()


def assert_needed(page: Page) -> None:
    """The manager sees who is to look again, and that their paper is out of date."""
    row = board_row(page)
    expect(row).to_contain_text("Needs you")
    expect(row).to_contain_text("Changed since")
    assert_accessible(page)
    row.get_by_role("link", name=GUEST).click()
    shows_soundly(page, GUEST)
    expect(page.get_by_text("edition 1").first).to_be_visible()


def said_to(manager: Page, guest: Page) -> list[str]:
    """What both see of the instructor's standing."""
    row = board_row(manager).inner_text()
    guest.goto(f"{LESSON}/delta")
    return [row, guest.get_by_role("main").inner_text()]


def board_row(page: Page) -> Locator:
    """The instructor's row on the board."""
    page.goto(f"{LESSON}/board")
    return page.get_by_role("row", name=GUEST)
