"""What the cookie of a sign-in is worth, and when it ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from tests.trainer.accounts.test_sign_ins import HOME, attempt
from tests.trainer.clock import Clock
from tests.trainer.conftest import SignIn as Enter
from tests.trainer.page_text import cookies, words
from tests.trainer.world import PASSWORD, email
from trainer.app import create_app
from trainer.config import Config
from trainer.tenancy.models.sign_in import SignIn, fingerprint
from trainer.tenancy.scope import StudioSession


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


def test_the_cookie_stays_with_this_site_and_out_of_scripts(client: FlaskClient) -> None:
    sent = cookies(attempt(client))["trainer"]

    assert (sent["httponly"], sent["samesite"], sent["path"]) == (True, "Lax", "/")
    assert not sent["domain"]


def test_over_tls_the_cookie_is_bound_to_the_host(config: Config) -> None:
    app = create_app(replace(config, base_url="https://train.example.com"))
    app.config.update(WTF_CSRF_ENABLED=False)
    client = app.test_client()

    form = {"email": email("ana"), "password": PASSWORD}
    answer = client.post("/sign-in", data=form, base_url="https://train.example.com")
    app.extensions["storage"].close()

    sent = cookies(answer)["__Host-trainer"]
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


def test_signing_out_leaves_nothing_of_a_person_in_the_browser(sign_in: Enter) -> None:
    device = sign_in("ana")

    answer = device.post("/sign-out")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    with device.session_transaction() as session:
        assert set(session) == {"_flashes"}
    assert "You are signed out." in words(device.get("/", follow_redirects=True))


def test_nothing_else_clears_what_a_browser_keeps(sign_in: Enter) -> None:
    device = sign_in("ana")

    for path in ("/", "/account", HOME, "/harbour/theme.css", "/no/such/page"):
        assert "Clear-Site-Data" not in device.get(path, buffered=True).headers


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
