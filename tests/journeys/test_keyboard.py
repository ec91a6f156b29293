"""From a first practice to every kind of question, by keyboard."""

from __future__ import annotations

import re

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from lessons.lesson import Lesson
from quizzes.quiz import Quiz
from tests.journeys.browser import DESK
from tests.journeys.conftest import NewDevice
from tests.journeys.keyboard import press, tab_to
from tests.journeys.steps import enter, shows
from tests.journeys.study import (
    AFTER,
    BEFORE,
    LEARNER,
    NOTICED,
    SLUG,
    START,
    control,
    field,
    right_answers,
    study,
    taught,
)


def test_the_keyboard_alone_practises_and_argues(site: Flask, new_device: NewDevice) -> None:
    page, (lesson, _) = new_device(DESK), taught()
    enter(page, LEARNER)
    page.goto(f"{START}/{SLUG}")

    practise_by_keyboard(page, lesson)
    argue_by_keyboard(page, lesson)
    press(page, page.get_by_role("link", name="The debate"))
    press(page, page.get_by_role("link", name=lesson.title).first)

    shows(page, lesson.title)


def test_the_keyboard_alone_answers_every_kind(site: Flask, new_device: NewDevice) -> None:
    page, (_, quiz) = new_device(DESK), taught()
    study(site, practised=1, argued=1)
    enter(page, LEARNER)
    page.goto(f"{START}/{SLUG}")

    press(page, page.get_by_role("link", name="Open the quiz"))
    press(page, page.get_by_role("button", name="Start attempt 1"))
    press(page, page.get_by_role("link", name="All questions"))
    kinds = answer_by_keyboard(page, site, quiz)
    press_to(page, page.get_by_role("button", name="Hand in attempt 1"))
    press_to(page, page.get_by_role("button", name="Hand in attempt 1 with"))

    shows(page, re.compile("^Attempt 1: [1-9]"))
    right = page.get_by_role("listitem").filter(has=page.get_by_text("Right", exact=True))
    closed = page.get_by_role("listitem").filter(has_text="Opens after your second stance on")
    assert kinds == set(quiz.kinds) - {"label", "hotspot"}
    assert right.count() + closed.count() >= len(kinds)


def practise_by_keyboard(page: Page, lesson: Lesson) -> None:
    """Record a practice, correct a number by going back to it, and return to the lesson."""
    press(page, page.get_by_role("link", name="Practise", exact=True))
    choose(page, "ease_before", 3)
    choose(page, "ease_after", 6)
    tab_to(page, page.get_by_label("What did you notice?"))
    page.keyboard.type(NOTICED)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    press_to(page, page.get_by_role("button", name="Keep this practice"))
    listed = page.get_by_role("region", name="Your practices").get_by_role("listitem")
    expect(listed).to_contain_text("Ease from 3 to 7")
    press(page, page.get_by_role("link", name=lesson.title).first)


def argue_by_keyboard(page: Page, lesson: Lesson) -> None:
    """Take both stances on the first sentence."""
    press(page, page.get_by_role("link", name="Argue", exact=True))
    press(page, page.get_by_role("link", name="Take your first stance"))
    for ordinal, step, reason in (("first", 1, BEFORE), ("second", 4, AFTER)):
        choose(page, "position", step)
        pick(page, page.get_by_label("How sure are you?"), 4)
        tab_to(page, page.get_by_label("One reason"))
        page.keyboard.type(reason)
        press_to(page, page.get_by_role("button", name=f"Save my {ordinal} stance"))
        expect(page.get_by_role("status")).to_contain_text(f"Your {ordinal} stance is kept")
    verdict = lesson.verdict(lesson.docket[0].ref)
    assert verdict
    expect(page.get_by_role("region", name="The verdict")).to_contain_text(verdict.reason)
    moved = page.get_by_role("region", name="Where you moved")
    expect(moved).to_contain_text("You moved 3 steps away from the sentence")


def answer_by_keyboard(page: Page, site: Flask, quiz: Quiz) -> set[str]:
    """From the list of questions, answer the first of each kind; the kinds."""
    answers = right_answers(site, quiz)
    kinds = [kind for kind, _ in answers]
    for kind in sorted(set(kinds)):
        number = kinds.index(kind) + 1
        tile = page.get_by_role("link", name=re.compile(rf"^Question {number}\b"))
        press(page, tile)
        for name, values in answers[number - 1][1].items():
            fill_by_keyboard(page, name, values)
        press(page, page.get_by_role("button", name="Save and look over"))
        expect(tile).to_contain_text("Answered")
    return set(kinds)


def fill_by_keyboard(page: Page, name: str, values: list[str]) -> None:
    """Give a field those values with the keys that its control understands."""
    for value in values:
        match control(page, name):
            case "select-one":
                pick(page, field(page, name), int(value) + 1)
            case "text":
                tab_to(page, field(page, name))
                page.keyboard.type(value)
            case "checkbox":
                tab_to(page, page.locator(f"[name='{name}'][value='{value}']"))
                page.keyboard.press("Space")
            case _:
                offered = field(page, name).evaluate_all("all => all.map((each) => each.value)")
                choose(page, name, offered.index(value))


def choose(page: Page, name: str, steps: int) -> None:
    """Take the radio button that is so many steps behind the first of its name."""
    tab_to(page, field(page, name).first)
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def pick(page: Page, target: Locator, steps: int) -> None:
    """Take the option that is so many steps behind the first of a list."""
    tab_to(page, target)
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def press_to(page: Page, button: Locator) -> None:
    """Go to a button whose page may have the same address, and press it."""
    tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")
