"""A forgotten password: a link by mail, for an hour and one use."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, Look, SignIn
from tests.trainer.page_text import words
from tests.trainer.postbox import Postbox, mail_all
from tests.trainer.world import PASSWORD, email
from trainer.accounts import reset_letter
from trainer.accounts.authentication import TRIES_AN_ADDRESS
from trainer.accounts.models.proof import Proof
from trainer.accounts.models.reset import Reset
from trainer.accounts.reset_letter import LETTERS_AN_ADDRESS
from trainer.accounts.views import resets
from trainer.mail.outbox import Outbox
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import StudioSession
from trainer.web.links import invitation_link

NEW = {"password": "four other plain words"}


def ask(client: FlaskClient, who: str) -> TestResponse:
    """Ask for a link to somebody's address."""
    return client.post("/forgotten-password", data={"email": email(who)})


def link(look: Look) -> str:
    """The path of the newest link that waits to be mailed."""
    text = look(sa.select(Outbox.text).order_by(Outbox.id.desc()))[0]
    found = re.search(r"https?://\S+", text)
    assert found
    return urlsplit(found[0]).path


def sign_in_status(app: Flask, who: str, password: str) -> int:
    """How a sign-in with that password is answered."""
    form = {"email": email(who), "password": password}
    return app.test_client().post("/sign-in", data=form).status_code


@pytest.mark.usefixtures("postbox")
def test_a_new_password_is_set_by_the_link_and_ends_every_sign_in(
    app: Flask, client: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    lost, colleague = sign_in("ana"), sign_in("bruno")
    ask(client, "ana")

    answer = client.post(link(look), data=NEW)

    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert [each.get("/harbour/").status_code for each in (lost, colleague)] == [302, 200]
    assert sign_in_status(app, "ana", PASSWORD) == 422
    assert sign_in_status(app, "ana", NEW["password"]) == 303


@pytest.mark.usefixtures("postbox")
def test_the_link_works_once_and_no_other_after_it(client: FlaskClient, look: Look) -> None:
    ask(client, "ana")
    first = link(look)
    ask(client, "ana")
    client.post(link(look), data=NEW)

    for path in (first, link(look)):
        assert client.get(path).status_code == 410
        assert client.post(path, data=NEW).status_code == 410


@pytest.mark.usefixtures("postbox")
def test_the_link_works_for_an_hour(clock: Clock, client: FlaskClient, look: Look) -> None:
    ask(client, "ana")

    clock.advance(minutes=59, seconds=59)
    assert client.get(link(look)).status_code == 200

    clock.advance(seconds=1)
    assert client.get(link(look)).status_code == 410
    assert client.post(link(look), data=NEW).status_code == 410


@pytest.mark.usefixtures("postbox")
def test_looking_at_the_link_uses_nothing(client: FlaskClient, look: Look) -> None:
    ask(client, "ana")

    for _ in range(3):
        client.get(link(look))
        client.head(link(look))

    assert client.post(link(look), data=NEW).status_code == 303


def told(app: Flask, who: str) -> tuple[list[int], str]:
    """All that is told to whoever asks for an address until it is too often."""
    device = app.test_client()
    asked = [ask(device, who) for _ in range(LETTERS_AN_ADDRESS + 1)]
    return [each.status_code for each in asked], words(device.get("/sign-in"))


@ON_SQLITE
@pytest.mark.usefixtures("postbox")
def test_an_answer_that_tells_who_has_an_account_is_noticed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resets, "ask", lambda address: address != email("nobody"))

    assert told(app, "ana") != told(app, "nobody")


@pytest.mark.usefixtures("postbox")
def test_a_known_and_an_unknown_address_get_the_same_answer(app: Flask, look: Look) -> None:
    known, unknown = (told(app, who) for who in ("ana", "nobody"))

    assert known == unknown
    assert known[0] == [303] * LETTERS_AN_ADDRESS + [429]
    assert set(look(sa.select(Outbox.address))) == {email("ana")}


@ON_SQLITE
@pytest.mark.usefixtures("postbox")
def test_a_caller_who_asks_for_many_addresses_is_held_up(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reset_letter, "LETTERS_A_CALLER", 2)

    assert [ask(client, who).status_code for who in ("ana", "eve", "mia")] == [303, 303, 429]


@ON_SQLITE
def test_the_letter_goes_to_the_address_alone(
    app: Flask, client: FlaskClient, postbox: Postbox
) -> None:
    ask(client, "zoe")

    mail_all(app)

    (letter,) = postbox.messages
    assert letter["To"] == email("zoe")
    assert "/new-password/" in letter.get_content()


@ON_SQLITE
def test_without_mail_it_says_who_can_help(client: FlaskClient, look: Look) -> None:
    answer = ask(client, "ana")

    assert answer.location == "/forgotten-password"
    assert "manager or owner" in words(client.get(answer.location))
    assert look(sa.select(Reset)) == []


@ON_SQLITE
@pytest.mark.usefixtures("postbox")
@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaa", "Harbour Sousa 12", ""])
def test_a_weak_password_is_refused_and_the_link_stays_good(
    client: FlaskClient, look: Look, weak: str
) -> None:
    ask(client, "ana")

    assert client.post(link(look), data={"password": weak}).status_code == 422
    assert client.post(link(look), data=NEW).status_code == 303


@ON_SQLITE
@pytest.mark.usefixtures("postbox")
def test_whoever_has_used_up_their_tries_comes_in_after_it(
    app: Flask, client: FlaskClient, look: Look
) -> None:
    for _ in range(TRIES_AN_ADDRESS + 1):
        sign_in_status(app, "ana", "no such word")
    ask(client, "ana")

    client.post(link(look), data=NEW)

    assert sign_in_status(app, "ana", NEW["password"]) == 303


@ON_SQLITE
@pytest.mark.usefixtures("postbox")
def test_a_password_that_was_changed_ends_the_open_links(
    client: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    ask(client, "ana")

    sign_in("ana").post("/account/password", data={"current": PASSWORD, "new": NEW["password"]})

    assert client.get(link(look)).status_code == 410


@pytest.mark.usefixtures("postbox")
def test_a_mailed_link_proves_an_address_that_nobody_has_proven(
    client: FlaskClient, every: StudioSession, look: Look
) -> None:
    of_ana = sa.select(Membership.id).join(Person).where(Person.email == email("ana"))
    every.execute(sa.delete(Proof).where(Proof.membership_id.in_(of_ana)))
    every.commit()
    ask(client, "ana")

    client.post(link(look), data=NEW)

    assert look(sa.select(Proof.how).where(Proof.membership_id.in_(of_ana))) == ["letter"]


@ON_SQLITE
@pytest.mark.parametrize("form", [{"email": "ana"}, {"email": ""}, {}])
@pytest.mark.usefixtures("postbox")
def test_what_is_no_address_is_said_at_its_field(client: FlaskClient, form: dict[str, str]) -> None:
    assert client.post("/forgotten-password", data=form).status_code == 422


@ON_SQLITE
def test_a_link_of_another_kind_opens_no_account(client: FlaskClient, app: Flask) -> None:
    with app.test_request_context():
        code = invitation_link("any").rpartition("/")[2]

    assert client.get(f"/new-password/{code}").status_code == 404
