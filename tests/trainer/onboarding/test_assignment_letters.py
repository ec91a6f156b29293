"""The letters of an assignment: to whom they go, what they say, and when they do not go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.postbox import Postbox, mail_all, open_postbox
from tests.trainer.world import email, member_of
from trainer.clock import now
from trainer.mail.outbox import Letter, Outbox
from trainer.onboarding.letters import recall_letters
from trainer.onboarding.models.assignment import Assignment
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import StudioSession

ASSIGNMENTS = "/harbour/assignments"
IN_TWO_WEEKS = {"title": "feet", "whom": "all", "due": "days", "due_days": "14", "due_on": ""}
DAY = now().date() + dt.timedelta(days=60)
ON_A_DAY = {"title": "feet", "whom": "all", "due": "on", "due_days": "", "due_on": f"{DAY}"}
LINK = "http://127.0.0.1:8000/harbour/lessons/feet?assignment="


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    """A mail server, and an app that uses it."""
    with open_postbox() as opened:
        app.extensions["config"] = replace(app.extensions["config"], smtp_url=opened.url)
        yield opened


@pytest.fixture
def mia(sign_in: SignIn, postbox: Postbox) -> FlaskClient:
    """Mia, who manages Harbour, where letters are mailed."""
    assert postbox.url
    return sign_in("mia")


def letters(look: Look) -> list[Outbox]:
    """Every letter, by its address."""
    return look(sa.select(Outbox).order_by(Outbox.address, Outbox.id))


def reached(look: Look) -> list[str]:
    """Who gets a letter."""
    return [letter.address.partition("@")[0] for letter in letters(look)]


def test_everybody_who_is_here_gets_a_letter_but_whoever_assigned_it(
    mia: FlaskClient, look: Look
) -> None:
    mia.post(ASSIGNMENTS, data=ON_A_DAY)

    assert reached(look) == ["ana", "bruno", "olga", "zoe"]


def test_a_letter_for_one_person_reaches_nobody_else(
    mia: FlaskClient, look: Look, member_id: MemberId
) -> None:
    mia.post(ASSIGNMENTS, data=ON_A_DAY | {"whom": f"person-{member_id('ana')}"})

    assert reached(look) == ["ana"]


def test_a_letter_for_a_location_reaches_those_who_teach_there(
    mia: FlaskClient, look: Look, every: StudioSession
) -> None:
    hall = every.scalars(sa.select(Location.id).where(Location.name == "Harbour Hall")).one()
    for who in ("bruno", "gus", "mia"):
        member_of(every, "harbour", who).location_id = hall
    every.commit()

    mia.post(ASSIGNMENTS, data=ON_A_DAY | {"whom": f"location-{hall}"})

    assert reached(look) == ["bruno"]


def test_a_letter_says_who_assigns_what_by_when_and_where_it_is(
    mia: FlaskClient, app: Flask, postbox: Postbox, member_id: MemberId
) -> None:
    mia.post(ASSIGNMENTS, data=ON_A_DAY | {"whom": f"person-{member_id('ana')}"})

    mail_all(app)

    (letter,) = postbox.messages
    assert letter["To"] == email("ana")
    assert letter["Subject"] == f"Harbour: learn “Feet in Harbour” by {DAY:%-d %B %Y}"
    text = letter.get_content()
    assert "Hello Ana Sousa," in text
    assert "Mia Novak asks you to learn “Feet in Harbour” at Harbour." in text
    assert f"It is due on {DAY:%-d %B %Y}." in text
    assert LINK in text


def test_the_link_of_a_letter_opens_the_lesson(
    mia: FlaskClient, look: Look, sign_in: SignIn, member_id: MemberId
) -> None:
    mia.post(ASSIGNMENTS, data=ON_A_DAY | {"whom": f"person-{member_id('ana')}"})

    (line,) = [line for line in letters(look)[0].text.splitlines() if line.startswith("http")]
    page = sign_in("ana").get(line.removeprefix("http://127.0.0.1:8000"))

    assert page.status_code == 200
    assert "Feet in Harbour" in page.text


@on_sqlite
def test_days_from_the_start_are_told_as_the_day_that_the_studio_has_then(
    mia: FlaskClient, look: Look, every: StudioSession, clock: Clock
) -> None:
    clock.at = clock.at.replace(hour=23)
    studio = every.scalars(sa.select(Studio).where(Studio.slug == "harbour")).one()
    studio.time_zone = "Pacific/Auckland"
    every.commit()

    mia.post(ASSIGNMENTS, data=IN_TWO_WEEKS)

    due = (clock.at + dt.timedelta(days=15)).date()
    assert {f"by {due:%-d %B %Y}" in letter.subject for letter in letters(look)} == {True}
    assert {f"due on {due:%-d %B %Y}." in letter.text for letter in letters(look)} == {True}


def test_nobody_gets_a_letter_of_a_form_with_a_mistake(mia: FlaskClient, look: Look) -> None:
    answer = mia.post(ASSIGNMENTS, data=ON_A_DAY | {"due_on": "2026-01-01"})

    assert answer.status_code == 422
    assert letters(look) == []


def test_an_assignment_that_is_not_kept_leaves_no_letter(
    mia: FlaskClient, app: Flask, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(session: StudioSession) -> None:
        session.flush()
        raise IntegrityError("COMMIT", {}, Exception())

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(StudioSession, "commit", fail)

    answer = mia.post(ASSIGNMENTS, data=ON_A_DAY)

    assert answer.status_code == 500
    assert look(sa.select(Assignment)) == []
    assert letters(look) == []


@on_sqlite
def test_a_site_without_mail_writes_no_letter_of_an_assignment(sign_in: SignIn, look: Look) -> None:
    page = sign_in("mia").post(ASSIGNMENTS, data=ON_A_DAY, follow_redirects=True)

    assert letters(look) == []
    assert "mailed" not in page.text


def test_an_assignment_that_is_taken_back_is_not_mailed(
    mia: FlaskClient, app: Flask, look: Look, postbox: Postbox, member_id: MemberId
) -> None:
    mia.post(ASSIGNMENTS, data=ON_A_DAY)
    mia.post(ASSIGNMENTS, data=IN_TWO_WEEKS | {"whom": f"person-{member_id('bruno')}"})
    first = look(sa.select(Assignment).order_by(Assignment.id))[0]

    mia.post(f"{ASSIGNMENTS}/{first.id}/recall")
    mail_all(app)

    assert [letter["To"] for letter in postbox.messages] == [email("bruno")]


@on_sqlite
def test_what_was_mailed_already_is_kept_when_it_is_taken_back(
    mia: FlaskClient, app: Flask, look: Look
) -> None:
    mia.post(ASSIGNMENTS, data=ON_A_DAY)
    mail_all(app)

    mia.post(f"{ASSIGNMENTS}/{look(sa.select(Assignment))[0].id}/recall")

    assert reached(look) == ["ana", "bruno", "olga", "zoe"]


def test_letters_are_taken_back_in_one_statement_and_no_other_assignments_with_them(
    app: Flask, every: StudioSession, postbox: Postbox, queries: list[str], look: Look
) -> None:
    studio_id = member_of(every, "harbour", "mia").studio_id
    for number in (12, 120, 112):
        for who in ("ana", "bruno"):
            _write(app, every, studio_id, who, f"{LINK}{number}\n")
    every.commit()
    queries.clear()

    with StudioSession(app.extensions["storage"].write, studio_id) as session:
        recall_letters(session, 12)
        session.commit()

    assert postbox.url
    assert len([each for each in queries if each.startswith("DELETE")]) == 1
    left = [letter.text.rpartition("=")[2].strip() for letter in letters(look)]
    assert left == ["120", "112", "120", "112"]


def _write(app: Flask, session: StudioSession, studio_id: int, who: str, text: str) -> None:
    letter, at = Letter(email(who), "Hello", text), dt.datetime.now(dt.UTC)
    written = Outbox.write(session, letter, at, app.extensions["config"])
    assert written is not None
    written.studio_id = studio_id
    session.flush()
