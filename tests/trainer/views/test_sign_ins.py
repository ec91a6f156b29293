"""Signing in and out, and what the cookie is worth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE
from tests.trainer.seen import values, words
from tests.trainer.world import PASSWORD, email
from trainer import security
from trainer.app import create_app
from trainer.config import Config
from trainer.models.sign_in import SignIn, fingerprint
from trainer.scope import StudioSession
from trainer.views.sign_ins import NO_MATCH

Enter = Callable[[str], FlaskClient]
HOME = "/harbour/"


def attempt(
    client: FlaskClient, address: str = email("ana"), password: str = PASSWORD, **more: str
) -> TestResponse:
    """Send the form."""
    return client.post("/sign-in", data={"email": address, "password": password, **more})


def cookie(client: FlaskClient) -> str:
    """What the browser keeps."""
    kept = client.get_cookie("trainer")
    assert kept is not None
    return kept.value


def token(app: Flask, client: FlaskClient) -> str:
    """The token in the browser's cookie."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return str(signer.loads(cookie(client))["_user_id"])


def is_in(client: FlaskClient) -> bool:
    """Whether the studio opens."""
    return client.get(HOME).status_code == 200


def without_token(answer: TestResponse, who: str) -> str:
    """The whole page but for the token of its form, and the address that was typed."""
    return answer.text.replace(values(answer)["csrf_token"], "").replace(email(who), "")


def test_the_right_password_opens_the_only_studio(client: FlaskClient) -> None:
    answer = attempt(client)

    assert answer.status_code == 303
    assert client.get(answer.location, follow_redirects=True).request.path == HOME


def test_somebody_in_two_studios_chooses(client: FlaskClient) -> None:
    attempt(client, email("zoe"))

    answer = client.get("/", follow_redirects=True)

    assert answer.request.path == "/studios"
    assert "Harbour" in words(answer)
    assert "Ridge" in words(answer)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: FlaskClient) -> None:
    wrong = attempt(client, email("ana"), "not her password")
    unknown = attempt(client, email("eve"), "not her password")

    assert NO_MATCH in words(wrong)
    assert wrong.status_code == unknown.status_code == 422
    assert words(wrong) == words(unknown)
    assert wrong.headers.keys() == unknown.headers.keys()
    assert without_token(wrong, "ana") == without_token(unknown, "eve")


def test_an_unknown_address_costs_as_many_hashes_as_a_known_one(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    verify = security.hasher.verify

    class Counting:
        def hash(self, password: str) -> str:
            asked.append("hash")
            return security_hash(password)

        def verify(self, password_hash: str, password: str) -> bool:
            asked.append("verify")
            return verify(password_hash, password)

    security_hash = security.hasher.hash
    attempt(client, email("nobody"), "a first try")
    monkeypatch.setattr(security, "hasher", Counting())

    attempt(client, email("ana"), "not her password")
    attempt(client, email("eve"), "not her password")

    assert asked == ["verify", "verify"]


@ON_SQLITE
@pytest.mark.parametrize(
    "written", ["  ana@example.com ", "ANA@Example.COM", "ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ"]
)
def test_an_address_is_known_however_it_is_written(client: FlaskClient, written: str) -> None:
    assert attempt(client, written).status_code == 303


@ON_SQLITE
@pytest.mark.parametrize(
    ("address", "password", "mistake"),
    [
        ("", PASSWORD, "Write the e-mail address."),
        ("ana", PASSWORD, "Write a whole address, such as ana@example.com."),
        (email("ana"), "", "Write your password."),
        (email("ana"), "x" * 201, "Keep it to 200 characters."),
    ],
)
def test_a_form_with_a_mistake_says_which(
    client: FlaskClient, address: str, password: str, mistake: str
) -> None:
    answer = attempt(client, address, password)

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert values(answer)["email"] == address


def test_a_password_is_never_sent_back(client: FlaskClient) -> None:
    answer = attempt(client, password="a secret of mine")

    assert "a secret of mine" not in answer.text
    assert values(answer)["password"] == ""


def test_the_page_that_was_asked_for_opens_after_sign_in(client: FlaskClient) -> None:
    asked = client.get("/harbour/lessons", follow_redirects=True)

    answer = attempt(client, next=values(asked)["next"])

    assert asked.request.path == "/sign-in"
    assert answer.location == "/harbour/lessons"


@ON_SQLITE
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/sign-out", "//["])
def test_what_leads_elsewhere_is_not_followed(client: FlaskClient, target: str) -> None:
    assert attempt(client, next=target).location == "/"


def test_somebody_signed_in_is_not_asked_again(sign_in: Enter) -> None:
    assert sign_in("ana").get("/sign-in").location == HOME


def test_the_cookie_stays_with_this_site_and_out_of_scripts(client: FlaskClient) -> None:
    sent = SimpleCookie(attempt(client).headers["Set-Cookie"])["trainer"]

    assert (sent["httponly"], sent["samesite"], sent["path"]) == (True, "Lax", "/")
    assert not sent["domain"]


def test_over_tls_the_cookie_is_bound_to_the_host(config: Config) -> None:
    app = create_app(replace(config, base_url="https://train.example.com"))
    app.config.update(WTF_CSRF_ENABLED=False)
    client = app.test_client()

    form = {"email": email("ana"), "password": PASSWORD}
    answer = client.post("/sign-in", data=form, base_url="https://train.example.com")
    app.extensions["storage"].close()

    sent = SimpleCookie(answer.headers["Set-Cookie"])["__Host-trainer"]
    assert (sent["secure"], sent["httponly"], sent["path"]) == (True, True, "/")
    assert not sent["domain"]


def test_only_the_hash_of_the_token_is_stored(
    app: Flask, client: FlaskClient, every: StudioSession
) -> None:
    attempt(client)

    row = every.scalars(sa.select(SignIn)).one()

    assert row.token_sha256 == fingerprint(token(app, client))
    assert token(app, client) not in str(vars(row))


def test_signing_in_begins_under_a_new_token(app: Flask, client: FlaskClient) -> None:
    attempt(client)
    before = token(app, client)

    attempt(client)

    assert token(app, client) != before


def test_nothing_of_the_session_before_survives_signing_in(client: FlaskClient) -> None:
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"

    attempt(client)

    with client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_ends_it_on_the_server(app: Flask, sign_in: Enter) -> None:
    device = sign_in("ana")
    thief = app.test_client()
    thief.set_cookie("trainer", cookie(device))
    assert is_in(thief)

    answer = device.post("/sign-out")

    assert answer.status_code == 303
    assert not is_in(thief)


def test_signing_out_on_one_device_leaves_the_other(sign_in: Enter) -> None:
    phone, desk = sign_in("ana"), sign_in("ana")

    phone.post("/sign-out")

    assert not is_in(phone)
    assert is_in(desk)


def test_a_sign_in_lasts_fourteen_days(clock: Clock, sign_in: Enter) -> None:
    device = sign_in("ana")

    clock.advance(days=14, seconds=-1)
    assert is_in(device)

    clock.advance(seconds=1)
    assert not is_in(device)


def test_a_forged_cookie_opens_nothing(client: FlaskClient) -> None:
    client.set_cookie("trainer", "eyJfdXNlcl9pZCI6ICIxIn0.forged.forged")

    assert not is_in(client)


def test_a_token_that_was_never_given_out_opens_nothing(client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = "1"

    assert not is_in(client)


def test_a_sign_in_carries_its_time_and_device(clock: Clock, app: Flask) -> None:
    phone = app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS) Safari/604.1"

    attempt(phone)

    page = words(phone.get("/account"))
    assert "Safari on iPhone (this device)" in page
    assert f"{clock.at.astimezone(dt.UTC):%-d %B %Y, %H:%M}" in page
