"""A section that a new edition leaves out: nobody is asked for it, and nobody is paid for it."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizzes.package import Package
from tests.builders import a_section
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.duties import assign_to, study_but
from tests.trainer.learner import FEET
from tests.trainer.page_text import words
from tests.trainer.syllabus import a_package, publish_again
from trainer.tenancy.scope import StudioSession

LONG_OVER = dt.date(2026, 3, 9)


def with_sand() -> Package:
    """The lesson of the world with one section more."""
    sections = a_package().lesson.sections
    sand = a_section(ref="sand", title="Sand", body="It gives.\n")
    return a_package(title="Feet in Harbour", sections=(*sections, sand))


def without_sand() -> Package:
    """The same with its two sections again."""
    return a_package(title="Feet in Harbour", summary="In other words.")


def read(client: FlaskClient, *refs: str) -> None:
    """Read those sections."""
    for ref in refs:
        assert client.post(f"{FEET}/sections/{ref}/readings").status_code == 303


def of(page: str, name: str) -> str:
    """What a list of people says of one of them."""
    return page.partition(f"{name} ")[2][:90]


def test_whoever_read_what_was_left_out_has_as_much_to_read_as_every_page_says(
    every: StudioSession, sign_in: SignIn
) -> None:
    publish_again(every, with_sand())
    ana, mia = sign_in("ana"), sign_in("mia")
    read(ana, "the-spring", "sand")

    publish_again(every, without_sand())

    assert "1 of 2 sections" in words(ana.get(FEET))
    assert "1 of 2 sections read" in words(ana.get("/harbour/"))
    assert "Doing 1 of 2" in of(words(mia.get("/harbour/memberships")), "Ana Sousa")
    assert "Doing 1 of 2" in of(words(mia.get(f"{FEET}/board")), "Ana Sousa")


@pytest.mark.parametrize("material", [(), ("section:sand",)])
def test_whoever_did_all_there_is_has_nothing_to_do_by_any_day(
    app: Flask,
    every: StudioSession,
    sign_in: SignIn,
    look: Look,
    material: tuple[str, ...],
) -> None:
    publish_again(every, with_sand())
    ana, mia = sign_in("ana"), sign_in("mia")
    assign_to(app, LONG_OVER, "ana")
    study_but(look, ana)
    before = words(ana.get("/harbour/"))

    publish_again(every, without_sand(), *material)

    assert "Overdue" in before
    assert "2 of 2 sections" in words(ana.get(FEET))
    for page in ("/harbour/", FEET):
        assert "Overdue" not in words(ana.get(page))
    assert "Ready" in of(words(mia.get(f"{FEET}/board")), "Ana Sousa")


@on_sqlite
def test_what_was_left_out_is_not_said_to_have_changed(
    every: StudioSession, sign_in: SignIn, member_id: MemberId
) -> None:
    publish_again(every, with_sand())
    ana = sign_in("ana")
    read(ana, "sand")

    publish_again(every, without_sand(), "section:sand")

    assert "Changed since" not in words(ana.get(f"/harbour/memberships/{member_id('ana')}"))
    assert "Nothing to look at again" in words(ana.get(f"{FEET}/delta"))


@on_sqlite
def test_what_is_brought_back_is_to_be_read_again(every: StudioSession, sign_in: SignIn) -> None:
    publish_again(every, with_sand())
    ana = sign_in("ana")
    read(ana, "the-spring", "shoes", "sand")
    publish_again(every, without_sand())

    publish_again(every, with_sand())

    page = words(ana.get(FEET))
    assert "Changed since 2 of 3 sections" in page
    assert "Look at 1 thing again" in page
