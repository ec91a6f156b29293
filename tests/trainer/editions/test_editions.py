"""A new edition of a lesson: what was read counts as long as it has not changed."""

from __future__ import annotations

import sqlalchemy as sa

from quizzes.package import Package
from tests.builders import a_lesson, a_section
from tests.trainer.conftest import SignIn
from tests.trainer.page_text import buttons, words
from tests.trainer.syllabus import publish_again
from tests.trainer.world import member_of
from trainer.study.models.reading import Reading
from trainer.tenancy.scope import StudioSession

SECTIONS = "/harbour/lessons/feet/sections"
NAMES = ("the-spring", "shoes", "sand")


def republish(every: StudioSession, *material: str) -> None:
    """Publish a second edition of the lesson with a third section; those parts count as changed."""
    sections = tuple(a_section(ref=name) for name in NAMES)
    package = Package(lesson=a_lesson(title="Feet again", sections=sections))
    publish_again(every, package, *material)


def goes_on_with(sign_in: SignIn) -> str:
    """Where Bruno, who has read the first section in its first revision, is sent next."""
    (target,) = buttons(sign_in("bruno").get("/harbour/"))
    return target.removeprefix(f"{SECTIONS}/")


def seen_by_manager(sign_in: SignIn) -> str:
    """How far Bruno is, in the list of people."""
    page = words(sign_in("mia").get("/harbour/memberships"))
    return page.partition("Bruno Keller Instructor ")[2].partition(" Mia Novak")[0]


def test_a_new_edition_keeps_what_did_not_change(every: StudioSession, sign_in: SignIn) -> None:
    republish(every)

    assert goes_on_with(sign_in) == "shoes"
    assert seen_by_manager(sign_in).startswith("Doing 1 of 3")


def test_a_section_that_changed_is_to_be_read_again(every: StudioSession, sign_in: SignIn) -> None:
    republish(every, "section:the-spring")

    assert goes_on_with(sign_in) == "the-spring"
    assert seen_by_manager(sign_in).startswith("Not started")


def test_reading_a_section_again_keeps_both_readings(every: StudioSession, sign_in: SignIn) -> None:
    republish(every, "section:the-spring")

    sign_in("bruno").post(f"{SECTIONS}/the-spring/readings")

    bruno = member_of(every, "harbour", "bruno").id
    kept = every.scalars(sa.select(Reading.revision).where(Reading.membership_id == bruno)).all()
    every.rollback()
    assert sorted(kept) == [1, 2]
    assert goes_on_with(sign_in) == "shoes"


def test_the_newest_edition_is_the_one_that_is_taught(
    every: StudioSession, sign_in: SignIn
) -> None:
    republish(every)

    page = words(sign_in("ana").get("/harbour/lessons/feet"))

    assert "Feet again" in page
    assert "Edition 2" in page


def test_a_record_tells_the_edition_that_was_read(every: StudioSession, sign_in: SignIn) -> None:
    bruno = member_of(every, "harbour", "bruno").id
    republish(every)
    device = sign_in("bruno")
    device.post(f"{SECTIONS}/sand/readings")

    page = words(device.get(f"/harbour/memberships/{bruno}"))

    assert "edition 1" in page
    assert "edition 2" in page
