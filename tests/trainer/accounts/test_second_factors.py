"""A second factor: codes of an app beside the password, and codes for without it."""

from __future__ import annotations

import re

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, Invite, Look, SignIn
from tests.trainer.page_text import words
from tests.trainer.world import PASSWORD, email
from trainer.accounts.authentication import TRIES_AN_ADDRESS, start
from trainer.accounts.models.second_factor import SecondFactor, recovery_codes
from trainer.accounts.views import acceptances
from trainer.tenancy.scope import StudioSession

FACTOR = "/account/second-factor"
FORM = {"email": email("olga"), "password": PASSWORD}


def secret(page: TestResponse) -> str:
    """What the page gives to be typed into an app."""
    found = re.search(r"<code>([A-Z2-7 ]{39})</code>", page.text)
    assert found
    return found[1].replace(" ", "")


def begin(client: FlaskClient, clock: Clock) -> pyotp.TOTP:
    """Turn it on; the app that counts."""
    app = pyotp.TOTP(secret(client.get(FACTOR)))
    sent = {"code": app.at(clock.at), "current": PASSWORD}
    assert client.post(FACTOR, data=sent).status_code == 303
    return app


@pytest.fixture
def olga(sign_in: SignIn) -> FlaskClient:
    """Olga, signed in on one device."""
    return sign_in("olga")


@pytest.fixture
def counter(olga: FlaskClient, clock: Clock) -> pyotp.TOTP:
    """Her app, once the second factor is on, a minute later."""
    app = begin(olga, clock)
    clock.advance(minutes=1)
    return app


def half_way(app: Flask) -> FlaskClient:
    """A device on which Olga's password was right."""
    device = app.test_client()
    assert device.post("/sign-in", data=FORM).location == "/sign-in/code"
    return device


def enters(device: FlaskClient, code: str) -> bool:
    """Whether a code lets in."""
    device.post("/sign-in/code", data={"code": code})
    return device.get("/harbour/settings").status_code == 200


def test_the_password_alone_lets_nobody_in(app: Flask, counter: pyotp.TOTP, clock: Clock) -> None:
    device = half_way(app)

    assert device.get("/harbour/settings").status_code == 302
    assert not enters(device, "000000")
    assert enters(device, counter.at(clock.at))


def test_a_code_is_good_for_one_use(app: Flask, counter: pyotp.TOTP, clock: Clock) -> None:
    code = counter.at(clock.at)

    assert [enters(half_way(app), code) for _ in range(2)] == [True, False]


@ON_SQLITE
@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(
    app: Flask, counter: pyotp.TOTP, clock: Clock, seconds: int, *, fits: bool
) -> None:
    code = counter.at(clock.at, counter_offset=seconds // 30)

    assert enters(half_way(app), code) is fits


def test_a_recovery_code_lets_in_once(app: Flask, olga: FlaskClient, counter: pyotp.TOTP) -> None:
    assert counter
    shown = re.findall(r"<code>([a-z2-7]{5}-[a-z2-7]{5})</code>", olga.get(FACTOR).text)

    assert len(set(shown)) == 10
    assert [enters(half_way(app), shown[3].upper().replace("-", " ")) for _ in range(2)] == [
        True,
        False,
    ]
    assert "Keep" not in words(olga.get(FACTOR))
    assert len(re.findall(r"<code>[a-z2-7]{5}-", olga.get(FACTOR).text)) == 9


@ON_SQLITE
def test_recovery_codes_are_shown_for_ten_minutes(
    olga: FlaskClient, counter: pyotp.TOTP, clock: Clock
) -> None:
    assert counter
    clock.advance(minutes=10)

    page = olga.get(FACTOR)

    assert "10 recovery codes are left" in words(page)
    assert "<code>" not in page.text


@ON_SQLITE
def test_another_phone_gets_other_secrets(olga: FlaskClient, clock: Clock) -> None:
    first = begin(olga, clock)
    olga.post(f"{FACTOR}/removal", data={"current": PASSWORD})

    assert secret(olga.get(FACTOR)) == secret(olga.get(FACTOR)) != first.secret


@ON_SQLITE
def test_turning_it_on_signs_other_devices_out(sign_in: SignIn, clock: Clock) -> None:
    lost, desk = sign_in("olga"), sign_in("olga")

    begin(desk, clock)

    assert [each.get("/harbour/").status_code for each in (lost, desk)] == [302, 200]


@ON_SQLITE
@pytest.mark.parametrize("wrong", [{"current": "not hers"}, {"code": "000000"}])
def test_it_is_not_turned_on_by_half(
    olga: FlaskClient, clock: Clock, look: Look, wrong: dict[str, str]
) -> None:
    sent = {"code": pyotp.TOTP(secret(olga.get(FACTOR))).at(clock.at), "current": PASSWORD}

    assert olga.post(FACTOR, data=sent | wrong).status_code == 422
    assert look(sa.select(SecondFactor)) == []


@ON_SQLITE
def test_the_page_of_one_begins_nothing_for_another(
    olga: FlaskClient, sign_in: SignIn, clock: Clock
) -> None:
    sent = {"code": pyotp.TOTP(secret(olga.get(FACTOR))).at(clock.at), "current": PASSWORD}

    assert sign_in("mia").post(FACTOR, data=sent).status_code == 422


def test_it_is_turned_off_with_the_password(
    app: Flask, olga: FlaskClient, counter: pyotp.TOTP
) -> None:
    assert counter
    assert olga.post(f"{FACTOR}/removal", data={"current": "not hers"}).status_code == 422
    assert olga.post(f"{FACTOR}/removal", data={"current": PASSWORD}).status_code == 303

    assert app.test_client().post("/sign-in", data=FORM).location == "/"


@ON_SQLITE
def test_codes_are_tried_as_often_as_passwords(
    app: Flask, counter: pyotp.TOTP, clock: Clock
) -> None:
    device = half_way(app)
    for _ in range(TRIES_AN_ADDRESS):
        device.post("/sign-in/code", data={"code": "000000"})

    assert device.post("/sign-in/code", data={"code": counter.at(clock.at)}).status_code == 429


@ON_SQLITE
def test_half_way_in_lasts_ten_minutes(app: Flask, counter: pyotp.TOTP, clock: Clock) -> None:
    device = half_way(app)

    clock.advance(minutes=10, seconds=1)

    assert not enters(device, counter.at(clock.at))
    assert device.get("/sign-in/code").location == "/sign-in"


@ON_SQLITE
def test_an_invitation_is_no_way_round_it(app: Flask, counter: pyotp.TOTP, invite: Invite) -> None:
    assert counter
    device = app.test_client()

    answer = device.post(invite("olga"), data={"known-password": PASSWORD})

    assert answer.location == "/sign-in/code"
    assert device.get("/harbour/settings").status_code == 302


@ON_SQLITE
def test_the_rows_alone_tell_no_code(app: Flask, every: StudioSession, counter: pyotp.TOTP) -> None:
    nonce = every.scalars(sa.select(SecondFactor.nonce)).one()

    assert counter.secret not in str(nonce)
    assert recovery_codes(nonce, app.config["SECRET_KEY"]) != recovery_codes(nonce, "another key")


@ON_SQLITE
def test_a_code_that_is_not_used_up_is_noticed(
    app: Flask, counter: pyotp.TOTP, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SecondFactor, "_advance", lambda *_: True)
    code = counter.at(clock.at)

    assert [enters(half_way(app), code) for _ in range(2)] == [True, True]


def straight_in(person_id: int, onward: str) -> str:
    """The fault: a right password is enough."""
    start(person_id)
    return onward


@ON_SQLITE
def test_a_way_round_it_by_invitation_is_noticed(
    app: Flask, counter: pyotp.TOTP, invite: Invite, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counter
    monkeypatch.setattr(acceptances, "proceed", straight_in)
    device = app.test_client()

    device.post(invite("olga"), data={"known-password": PASSWORD})

    assert device.get("/harbour/settings").status_code == 200
