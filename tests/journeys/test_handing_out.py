"""Paper for everybody: printed by one press, handed over, signed for, and printed anew."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.authors import publish_at_once, weighed_again
from tests.journeys.browser import DESK, PHONE
from tests.journeys.conftest import NewDevice
from tests.journeys.quick_press import press_quickly
from tests.journeys.steps import MANAGER, enter, go, shows, shows_soundly
from tests.trainer.quick_press import work_off
from trainer import demo
from trainer.demo.cast import CAST
from trainer.editions.models.edition import Edition
from trainer.handouts.models.copy import IS_HELD, STATE, Copy
from trainer.handouts.models.print_base import BasePart
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person

TEN = len(CAST)
LEARNER = "Ana Sousa"  # to whom every verdict is open


def test_a_manager_prints_for_all_hands_over_and_replaces_what_a_change_makes_stale(
    site: Flask, new_device: NewDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_quickly(monkeypatch)
    manager, learner = new_device(DESK), new_device(PHONE)

    print_for_all(site, manager)
    hand_over(manager, LEARNER)
    code = code_of(site, LEARNER)
    sign(learner, code)
    assert state_of(site, code) == "acknowledged"

    publish_at_once(site, demo.SLUG, weighed_again())

    many = holders(site)
    replace(site, manager, many)
    learner.goto(f"/c/{code}")
    shows_soundly(learner, "Genuine, but replaced")
    assert 1 < many < TEN
    assert code_of(site, LEARNER) != code
    assert holders(site) == 0


def print_for_all(site: Flask, page: Page) -> None:
    """Tick all on the board, choose a second kind beside the first, and print."""
    enter(page, MANAGER)
    go(page, "Board")
    page.get_by_role("button", name=f"Tick all {TEN}").click()
    page.get_by_role("button", name=f"Print for {TEN} people").click()
    shows_soundly(page, "Print handouts")
    page.get_by_label("A new copy, which replaces it").check()
    page.get_by_label("Exercise cards").check()
    page.get_by_role("button", name="Nobody").click()
    expect(page.get_by_role("button", name="Print handouts")).to_be_visible()
    page.get_by_role("button", name="Everybody").click()
    page.get_by_role("button", name=f"Print {2 * TEN} handouts").click()
    shows(page, f"0 of {2 * TEN} printed")
    work_off(site)
    page.reload()
    shows_soundly(page, f"{2 * TEN} handouts are ready")


def hand_over(page: Page, name: str) -> None:
    """Find somebody's lesson handout of the run in the ledger, and hand it over."""
    page.get_by_role("link", name="Hand them over in the ledger").click()
    shows_soundly(page, "Every copy, and where it is")
    row = page.get_by_role("row", name=re.compile(f"{name}.*Lesson handout"))
    row.get_by_role("link").first.click()
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("button", name="Hand it over")).to_have_count(0)


def sign(page: Page, code: str) -> None:
    """Scan the code on the paper with one's own phone, and say that one has it."""
    enter(page, LEARNER)
    page.goto(f"/c/{code}")
    shows_soundly(page, "Genuine and current")
    page.get_by_role("button", name="I have this sheet").click()
    expect(page.get_by_text("You have said that you have this sheet.")).to_be_visible()


def replace(site: Flask, page: Page, many: int) -> None:
    """See who holds what has changed since, and print theirs anew by one press."""
    page.goto(f"/{demo.SLUG}/replacements/new")
    shows_soundly(page, "Paper that is out of date")
    page.get_by_role("button", name=f"Print replacements for {many} people").click()
    shows(page, f"0 of {many} printed")
    work_off(site)
    page.reload()
    shows(page, f"{many} handouts are ready")


def code_of(site: Flask, name: str) -> str:
    """The code on the newest lesson handout of somebody."""
    with site.app_context(), unscoped() as session:
        mine = (
            sa.select(Copy.code)
            .join(Membership, Membership.id == Copy.membership_id)
            .join(Person, Person.id == Membership.person_id)
            .where(Person.name == name, Copy.kind == "lesson")
        )
        return str(session.scalars(mine.order_by(Copy.id.desc())).first())


def state_of(site: Flask, code: str) -> str:
    """What happened last to a copy."""
    with site.app_context(), unscoped() as session:
        return str(session.execute(sa.select(STATE).where(Copy.code == code)).scalar_one())


def holders(site: Flask) -> int:
    """How many people hold paper that shows the first verdict as it was before."""
    row = weighed_again().lesson.docket[0].ref
    with site.app_context(), unscoped() as session:
        shown = sa.select(BasePart.print_base_id).where(
            BasePart.kind == "docket_row", BasePart.ref == row
        )
        newest = sa.select(sa.func.max(Edition.id)).scalar_subquery()
        held = sa.select(sa.func.count(sa.distinct(Copy.membership_id))).where(
            Copy.print_base_id.in_(shown),
            IS_HELD,
        )
        return session.scalar(held.where(Copy.edition_id < newest)) or 0
