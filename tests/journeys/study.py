"""What journeys through a lesson share: the lesson, what was done of it before, its fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Locator, Page

from lessons.lesson import Lesson
from quizzes.quiz import Quiz
from trainer import demo
from trainer.clock import now
from trainer.demo.cast import CAST
from trainer.demo.history import History
from trainer.editions.catalogue import packages
from trainer.editions.models.edition import Title
from trainer.quizzing.models.attempt import Attempt
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person

LEARNER = "Greta Olsen"
NOTICED = "The left leg grew longer."
BEFORE, AFTER = "A teacher told me so.", "The recordings say otherwise."
START = f"/{demo.SLUG}/lessons"
SLUG = next(iter(packages()))


def study(site: Flask, **done: Any) -> None:
    """What the learner did on other days, in the edition that is taught."""
    only: dict[str, Any] = {"read": 0, "practised": 0, "argued": 0, "tries": ()} | done
    member = (
        sa.select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.name == LEARNER)
    )
    with site.app_context(), unscoped(writes=True) as session:
        studio = session.scalars(member).one().studio_id
        with session.within(studio) as rows:
            title = rows.scalars(sa.select(Title).where(Title.slug == SLUG)).one()
            edition = title.newest(rows)
            assert edition
            history = History(rows, rows.scalars(member).one(), edition, now())
            history.study(replace(CAST[0], **only))
        session.commit()


def taught() -> tuple[Lesson, Quiz]:
    """The first lesson, and its quiz."""
    package = next(iter(packages().values()))
    assert package.quiz
    return package.lesson, package.quiz


def right_answers(site: Flask, quiz: Quiz) -> list[tuple[str, dict[str, list[str]]]]:
    """The kind of each question of the open attempt, and the fields that answer it rightly."""
    with site.app_context(), unscoped() as session:
        layout = session.scalars(sa.select(Attempt).where(Attempt.closed_at.is_(None))).one().layout
    return [
        (question.kind, question.form_values(place, question.key))
        for question, place in layout.drawn(quiz)
    ]


def control(page: Page, name: str) -> str:
    """The type of a field's control."""
    found: str = field(page, name).first.evaluate("control => control.type")
    return found


def field(page: Page, name: str) -> Locator:
    """The control, or controls, of that name."""
    return page.locator(f"[name='{name}']")


def heading(page: Page, name: str) -> Locator:
    """A heading within the page."""
    return page.get_by_role("heading", name=name, exact=True)
