"""Lessons that are due: assigned by a day, and studied through the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from lessons.authoring import Named
from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.conftest import Look
from tests.trainer.learner import FEET, PRACTICE, STANCE
from tests.trainer.sitting import begin
from tests.trainer.syllabus import ROWS, a_keyed_quiz, a_package
from tests.trainer.world import LONG_AGO, member_of
from trainer.editions.models.edition import Document, Origin, Title
from trainer.onboarding.models.assignment import Assignment
from trainer.tenancy.scope import EVERY, StudioSession


def assign_to(app: Flask, day: dt.date, who: str = "", slug: str = "feet") -> int:
    """Assign a lesson of Harbour to somebody, or to everybody, by a day; the assignment's id."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        mia = member_of(session, "harbour", "mia")
        title = session.scalars(
            sa.select(Title).where(Title.studio_id == mia.studio_id, Title.slug == slug)
        ).one()
        made = Assignment(title_id=title.id, assigned_by=mia.id, at=LONG_AGO, due_on=day)
        made.studio_id = mia.studio_id
        made.membership_id = member_of(session, "harbour", who).id if who else None
        session.add(made)
        session.commit()
        return made.id


def teach(app: Flask, slug: str, name: str) -> None:
    """Let Harbour teach a lesson more, without a quiz."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        package = Package(lesson=a_lesson(title=name))
        Document.keep(session, package)
        with session.within(member_of(session, "harbour", "ana").studio_id) as rows:
            title = Title(slug=slug, origin=Origin.SHIPPED)
            rows.add(title)
            rows.flush()
            title.publish(rows, package, LONG_AGO)
        session.commit()


def study_but(look: Look, client: FlaskClient, *left: str) -> None:
    """Do what there is to do in the lesson of the world, but for the ways that are named."""
    lesson = a_package().lesson
    steps: dict[str, Callable[[], None]] = {
        "read": lambda: _post(client, "sections/{}/readings", lesson.sections),
        "practise": lambda: _post(client, "exercises/{}/practices", lesson.exercises, PRACTICE),
        "argue": lambda: _argue(client),
        "quiz": lambda: _pass(client, look),
    }
    for name, step in steps.items():
        if name not in left:
            step()


def _post(
    client: FlaskClient,
    path: str,
    named: tuple[Named, ...],
    form: dict[str, str] | None = None,
) -> None:
    for each in named:
        assert client.post(f"{FEET}/{path.format(each.ref)}", data=form).status_code == 303


def _argue(client: FlaskClient) -> None:
    for row in ROWS:
        for more in ({}, {"moved_by": ""}):
            assert (
                client.post(f"{FEET}/docket/{row}/stances", data=STANCE | more).status_code == 303
            )


def _pass(client: FlaskClient, look: Look) -> None:
    sitting = begin(client, look, a_keyed_quiz())
    sitting.answer_rightly()
    sitting.hand_in()
