"""From a first practice to a passed quiz: by thumb, with and without scripts."""

from __future__ import annotations

import re

import msgspec
import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from lessons.debate import DocketRow
from lessons.lesson import Lesson
from quizzes.quiz import Quiz
from tests.journeys.browser import assert_accessible
from tests.journeys.conftest import NewDevice
from tests.journeys.steps import enter, go, shows, shows_soundly
from tests.journeys.study import (
    AFTER,
    BEFORE,
    LEARNER,
    NOTICED,
    SLUG,
    START,
    control,
    field,
    heading,
    right_answers,
    study,
    taught,
)
from trainer.clock import now
from trainer.quizzing.models.attempt import AnswerEvent, Attempt
from trainer.tenancy.access import unscoped

on_every_device = pytest.mark.parametrize(
    "javascript", [True, False], ids=["scripted", "unscripted"]
)


@on_every_device
def test_an_instructor_practises_argues_and_sees_the_verdict(
    site: Flask, new_device: NewDevice, *, javascript: bool
) -> None:
    page, (lesson, _) = new_device(javascript=javascript), taught()
    row = lesson.docket[0]

    enter(page, LEARNER)
    open_lesson(page, lesson)
    practise(page, lesson)
    take_first_stance(page, row)
    take_second_stance(page, row)

    assert_decided(page, lesson, row)


@on_every_device
def test_an_instructor_who_argued_fails_and_reads_again(
    site: Flask, new_device: NewDevice, *, javascript: bool
) -> None:
    page, (lesson, _) = new_device(javascript=javascript), taught()
    study(site, practised=1, argued=1)

    enter(page, LEARNER)
    page.goto(f"{START}/{SLUG}")
    fail(page)

    assert_closed(page, lesson, lesson.docket[0])
    read_again(page, lesson)


@on_every_device
def test_an_instructor_who_failed_tries_again_and_passes(
    site: Flask, new_device: NewDevice, *, javascript: bool
) -> None:
    page, (_, quiz) = new_device(javascript=javascript), taught()
    study(site, practised=1, argued=1, tries=(0.0,))

    enter(page, LEARNER)
    page.goto(f"{START}/{SLUG}/quiz")
    try_again(page, site, quiz)

    shows_soundly(page, "Attempt 2: 100%")
    expect(page.get_by_text("It stays passed.")).to_be_visible()
    page.get_by_role("link", name="Back to the lesson").click()
    expect(page.get_by_role("list", name="The ways").get_by_text("Passed")).to_be_visible()


def open_lesson(page: Page, lesson: Lesson) -> None:
    """From home to the page of the lesson."""
    go(page, "Lessons")
    page.get_by_role("main").get_by_role("link", name=lesson.title).click()
    shows_soundly(page, lesson.title)


def practise(page: Page, lesson: Lesson) -> None:
    """Do the first exercise, note how it went, find it listed, and go back to the lesson."""
    page.get_by_role("link", name="Practise", exact=True).click()
    shows_soundly(page, lesson.exercises[0].name)
    for name, ease in (("Ease before", "3"), ("Ease after", "7")):
        page.get_by_role("group", name=name).get_by_role("radio", name=ease, exact=True).check()
    page.get_by_label("What did you notice?").fill(NOTICED)
    page.get_by_role("button", name="Keep this practice").click()

    expect(page.get_by_role("status").filter(has_text="is kept")).to_be_visible()
    listed = page.get_by_role("region", name="Your practices")
    expect(listed.get_by_role("listitem")).to_contain_text(NOTICED)
    expect(listed.get_by_role("listitem")).to_contain_text("Ease from 3 to 7")
    assert_accessible(page)
    page.get_by_role("link", name=lesson.title).first.click()


def take_first_stance(page: Page, row: DocketRow) -> None:
    """Open the debate, and say what one holds before any argument is there to be read."""
    page.get_by_role("link", name="Argue", exact=True).click()
    shows_soundly(page, "The debate")
    page.get_by_role("link", name="Take your first stance").click()
    shows_soundly(page, row.wording)
    expect(heading(page, "The arguments")).to_have_count(0)
    take_stance(page, "I agree", BEFORE)
    page.get_by_role("button", name="Save my first stance").click()


def take_second_stance(page: Page, row: DocketRow) -> None:
    """Read both sides, and say again what one holds, with the first stance out of sight."""
    expect(heading(page, "The arguments")).to_be_visible()
    shows_soundly(page, row.wording)
    for name in ("For 1", "Against 1"):
        expect(page.get_by_role("article", name=name)).to_be_visible()
    for hidden in ("The verdict", "Where you moved"):
        expect(heading(page, hidden)).to_have_count(0)
    assert BEFORE not in page.content()
    assert page.locator("[name=position]:checked").count() == 0
    take_stance(page, "I lean against it", AFTER)
    page.get_by_label("What weighed most?").select_option(index=1)
    page.get_by_role("button", name="Save my second stance").click()


def take_stance(page: Page, position: str, reason: str) -> None:
    """Fill in what both forms ask."""
    page.get_by_role("radio", name=position, exact=True).check()
    page.get_by_label("How sure are you?").select_option("70")
    page.get_by_label("One reason").fill(reason)


def assert_decided(page: Page, lesson: Lesson, row: DocketRow) -> None:
    """The verdict is open, and beside it stands where one moved."""
    verdict = lesson.verdict(row.ref)
    assert verdict
    expect(page.get_by_role("region", name="The verdict")).to_contain_text(verdict.reason)
    moved = page.get_by_role("region", name="Where you moved")
    expect(moved).to_contain_text("You moved 3 steps away from the sentence")
    expect(moved).to_contain_text(BEFORE)
    expect(moved).to_contain_text(AFTER)
    assert_accessible(page)


def fail(page: Page) -> None:
    """Go to the quiz, look at its first question, and hand in a blank attempt."""
    page.get_by_role("link", name="Open the quiz").click()
    expect(page.get_by_role("button", name="Start attempt 1")).to_be_visible()
    page.wait_for_load_state()
    assert_accessible(page)
    page.get_by_role("button", name="Start attempt 1").click()
    page.get_by_role("button", name="Save and look over").click()
    shows_soundly(page, "Look over your answers")
    page.get_by_role("button", name="Hand in attempt 1").click()
    shows_soundly(page, "Attempt 1: 0%")


def assert_closed(page: Page, lesson: Lesson, argued: DocketRow) -> None:
    """What could tell a verdict stays closed, and names the sentences to be argued first."""
    closed = page.get_by_role("listitem").filter(has_text="Opens after your second stance on")
    named = set(closed.get_by_role("link").all_inner_texts())
    assert named
    assert named <= {row.title for row in lesson.docket} - {argued.title}


def read_again(page: Page, lesson: Lesson) -> None:
    """Follow the first of what is to be read again, and come back."""
    onward = page.get_by_role("link", name="Read again:").first
    title = onward.inner_text().removeprefix("Read again:").strip()
    assert title in {section.title for section in lesson.sections}
    onward.click()
    shows_soundly(page, title)
    page.go_back()


def try_again(page: Page, site: Flask, quiz: Quiz) -> None:
    """Begin another attempt, give every right answer, one of each kind by hand, and hand it in."""
    page.get_by_role("button", name="Start attempt 2").click()
    page.wait_for_load_state()
    answers = right_answers(site, quiz)
    kinds = [kind for kind, _ in answers]
    by_hand = sorted({kinds.index(kind) + 1 for kind in kinds} | {1, 2, len(kinds)})
    answer_rightly(site, quiz, but=by_hand)
    for number in by_hand:
        if number > 2:
            page.get_by_role("link", name="All questions").click()
            page.get_by_role("link", name=re.compile(rf"^Question {number}\b")).click()
        expect(page).to_have_title(re.compile(rf"^Question {number} of "))
        page.wait_for_load_state()
        assert_accessible(page)
        for name, values in answers[number - 1][1].items():
            fill(page, name, values)
        page.get_by_role("button", name=re.compile("^Save (and go on|the last answer)")).click()
    shows(page, "Look over your answers")
    expect(page.get_by_text(f"All {len(quiz.live)} questions are answered.")).to_be_visible()
    page.get_by_role("button", name="Hand in attempt 2").click()


def answer_rightly(site: Flask, quiz: Quiz, but: list[int]) -> None:
    """Answer the questions of the open attempt, but for those with these numbers."""
    with site.app_context(), unscoped(writes=True) as session:
        attempt = session.scalars(sa.select(Attempt).where(Attempt.closed_at.is_(None))).one()
        drawn = attempt.layout.drawn(quiz)
        with session.within(attempt.studio_id) as rows:
            rows.add_all(
                AnswerEvent(
                    membership_id=attempt.membership_id,
                    attempt_id=attempt.id,
                    sequence=number,
                    question=question.ref,
                    answer_json=msgspec.json.encode(question.key).decode(),
                    at=now(),
                )
                for number, (question, _) in enumerate(drawn, start=1)
                if number not in but
            )
        session.commit()


def fill(page: Page, name: str, values: list[str]) -> None:
    """Give a field those values, by whatever control it has."""
    for value in values:
        match control(page, name):
            case "select-one":
                # By its place: a string would also be looked for among the labels.
                field(page, name).select_option(index=int(value) + 1)
            case "text":
                field(page, name).fill(value)
            case _:
                page.locator(f"[name='{name}'][value='{value}']").check()
