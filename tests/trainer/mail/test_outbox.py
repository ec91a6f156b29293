"""Letters wait in the outbox until they are mailed: at least once, and by one at a time."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.page_text import words
from tests.trainer.postbox import Postbox, mail_all, open_postbox
from tests.trainer.world import member_of
from trainer.clock import now
from trainer.mail.outbox import TRIES, Letter, Outbox
from trainer.tenancy.scope import EVERY, StudioSession


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    """A mail server, and an app that uses it."""
    with open_postbox() as opened:
        app.extensions["config"] = replace(app.extensions["config"], smtp_url=opened.url)
        yield opened


@pytest.fixture
def waiting(app: Flask, postbox: Postbox, clock: Clock, every: StudioSession) -> None:
    """One letter that is due."""
    write(app, every, clock.at)


def write(
    app: Flask,
    session: StudioSession,
    at: dt.datetime,
    subject: str = "Hello",
    address: str = "nina@example.com",
) -> None:
    """Write a letter, to Nina unless it is told."""
    studio_id = member_of(session, "harbour", "mia").studio_id
    config = app.extensions["config"]
    letter = Outbox.write(session, Letter(address, subject, "Words\n"), at, config)
    assert letter is not None
    letter.studio_id = studio_id
    session.commit()


@pytest.mark.usefixtures("waiting")
def test_a_letter_is_mailed_once(app: Flask, postbox: Postbox) -> None:
    assert [mail_all(app), mail_all(app)] == [1, 0]
    assert [letter["Subject"] for letter in postbox.messages] == ["Hello"]


@pytest.mark.usefixtures("waiting")
def test_two_workers_do_not_take_the_same_letter(app: Flask, clock: Clock) -> None:
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        one = Outbox.claim(session, clock.at)
        other = Outbox.claim(session, clock.at)

    assert one is not None
    assert other is None


@pytest.mark.usefixtures("waiting")
def test_a_letter_in_the_hand_of_a_worker_that_crashed_is_mailed_later(
    app: Flask, clock: Clock, postbox: Postbox
) -> None:
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        Outbox.claim(session, clock.at)

    assert mail_all(app) == 0
    clock.advance(minutes=5)
    assert mail_all(app) == 1
    assert len(postbox.messages) == 1


@pytest.mark.usefixtures("waiting", "postbox")
def test_a_letter_that_fails_is_tried_again_ever_more_seldom_and_given_up(
    app: Flask, clock: Clock, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise smtplib.SMTPDataError(554, b"no")

    monkeypatch.setattr(smtplib.SMTP, "send_message", refuse)
    minutes = []
    for _ in range(300):
        if mail_all(app):
            minutes.append(clock.at)
        clock.advance(minutes=1)

    (letter,) = look(sa.select(Outbox))
    pauses = [(b - a).total_seconds() / 60 for a, b in pairwise(minutes)]
    assert len(minutes) == TRIES
    assert pauses == [1, 2, 4, 8, 16, 32, 60]
    assert "554" in letter.fault
    assert letter.sent_at is None


@pytest.mark.parametrize(
    "address", ["nina\n@example.com", "nina@", "nina@[", f"nina@{'é' * 70}.com", ""]
)
def test_a_letter_to_a_malformed_address_does_not_keep_the_next_one_from_going(
    app: Flask, postbox: Postbox, every: StudioSession, look: Look, address: str
) -> None:
    write(app, every, now(), address=address)
    write(app, every, now(), "Next")

    assert mail_all(app) == 2
    assert [letter["Subject"] for letter in postbox.messages] == ["Next"]
    assert look(sa.select(Outbox).where(Outbox.address == address))[0].fault


@pytest.mark.usefixtures("waiting")
def test_a_letter_older_than_a_week_is_not_mailed(
    app: Flask, clock: Clock, postbox: Postbox
) -> None:
    clock.advance(days=7)

    assert mail_all(app) == 0
    assert postbox.messages == []


@on_sqlite
def test_a_site_without_mail_writes_no_letters(sign_in: SignIn, look: Look) -> None:
    nina = {"name": "Nina Park", "email": "nina@example.com", "role": "instructor", "location": ""}
    sign_in("mia").post("/harbour/invitations", data=nina)

    assert look(sa.select(Outbox)) == []


@on_sqlite
def test_the_letters_of_the_demo_can_be_read(app: Flask, sign_in: SignIn) -> None:
    app.extensions["config"] = replace(app.extensions["config"], demo=True)
    app.config["DEMO"] = True
    mia: FlaskClient = sign_in("mia")
    empty = words(mia.get("/harbour/outbox"))

    nina = {"name": "Nina Park", "email": "nina@example.com", "role": "instructor", "location": ""}
    mia.post("/harbour/invitations", data=nina)

    page = words(mia.get("/harbour/outbox"))
    assert "No letter yet" in empty
    assert "Your invitation to Harbour" in page
    assert "/invitations/" in page
    assert sign_in("ana").get("/harbour/outbox").status_code == 403


@on_sqlite
def test_letters_are_not_shown_outside_the_demo(sign_in: SignIn) -> None:
    assert sign_in("mia").get("/harbour/outbox").status_code == 404
