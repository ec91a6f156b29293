"""Guessing from elsewhere shuts out nobody who has signed in on a device before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask, request
from flask.testing import FlaskClient

from tests.trainer.accounts.test_sign_in_tries import LIMIT, tries
from tests.trainer.clock import Clock
from tests.trainer.conftest import Invite, Look, SignIn
from tests.trainer.page_text import cookies, words
from tests.trainer.world import PASSWORD, email
from trainer.accounts import authentication
from trainer.accounts.authentication import TRIES_A_CALLER
from trainer.app import create_app
from trainer.config import Config
from trainer.tenancy.models.throttle import PRUNED, Throttle
from trainer.tenancy.scope import StudioSession

NEW = "five quite different words"
SITE = "https://train.example.com"


def with_one_counter(address: str) -> dict[str, int]:
    """The fault: whoever asks, an address has one counter."""
    caller = authentication._key(request.remote_addr or "")
    return {caller: TRIES_A_CALLER, authentication._key(address): LIMIT}


@pytest.fixture
def known(sign_in: SignIn) -> FlaskClient:
    """A device on which Ana has signed in, and out again."""
    device = sign_in("ana")
    device.post("/sign-out")
    return device


def shut_out(app: Flask, who: str = "ana") -> None:
    """Guess from elsewhere until the address is refused."""
    assert tries(app.test_client(), LIMIT + 1, who=who)[-1] == 429


def test_guesses_from_elsewhere_do_not_shut_out_a_known_device(
    app: Flask, known: FlaskClient
) -> None:
    shut_out(app)

    assert tries(known, password=PASSWORD) == [303]


def test_with_one_counter_an_address_they_would(
    app: Flask, known: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "_limits", with_one_counter)
    shut_out(app)

    assert tries(known, password=PASSWORD) == [429]


def test_guesses_by_the_same_caller_do_not_either(
    app: Flask, known: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "TRIES_A_CALLER", 2)
    stranger = app.test_client()
    for who in ("eve", "mallory", "trudy"):
        tries(stranger, who=who)

    assert tries(known, password=PASSWORD) == [303]
    assert tries(stranger, password=PASSWORD) == [429]


def test_a_known_device_guesses_no_more_often_than_another(app: Flask, known: FlaskClient) -> None:
    assert tries(known, LIMIT + 1) == [422] * LIMIT + [429]

    assert tries(known, password=PASSWORD) == [429]
    assert tries(app.test_client(), password=PASSWORD) == [303]


def test_a_device_is_known_for_those_alone_who_signed_in_on_it(
    app: Flask, known: FlaskClient
) -> None:
    shut_out(app, "bruno")

    assert tries(known, who="bruno", password=PASSWORD) == [429]


def test_a_tablet_is_known_for_everybody_who_uses_it(app: Flask, known: FlaskClient) -> None:
    tries(known, who="bruno", password=PASSWORD)
    known.post("/sign-out")
    for who in ("ana", "bruno"):
        shut_out(app, who)

    assert tries(known, who="ana", password=PASSWORD) == [303]
    known.post("/sign-out")
    assert tries(known, who="bruno", password=PASSWORD) == [303]


@pytest.mark.parametrize("forged", ["", "x", "WyJhIiwiYiJd.forged"])
def test_a_forged_device_is_a_stranger(app: Flask, client: FlaskClient, forged: str) -> None:
    shut_out(app)
    client.set_cookie("trainer-device", forged)

    assert tries(client, password=PASSWORD) == [429]


def test_the_cookie_of_a_device_is_for_the_server_alone_and_tells_no_address(
    config: Config,
) -> None:
    app = create_app(replace(config, base_url=SITE))
    app.config.update(WTF_CSRF_ENABLED=False)
    form = {"email": email("ana"), "password": PASSWORD}

    answer = app.test_client().post("/sign-in", data=form, base_url=SITE)
    app.extensions["storage"].close()

    sent = cookies(answer)["__Host-trainer-device"]
    assert (sent["secure"], sent["httponly"], sent["samesite"]) == (True, True, "Strict")
    assert (sent["path"], sent["domain"], sent["max-age"]) == ("/", "", str(365 * 24 * 60 * 60))
    assert "ana" not in sent.value


def test_somebody_signed_in_changes_their_password_meanwhile(app: Flask, sign_in: SignIn) -> None:
    device = sign_in("ana")
    device.delete_cookie("trainer-device")
    shut_out(app)

    answer = device.post("/account/password", data={"current": PASSWORD, "new": NEW})

    assert answer.status_code == 303


def test_with_one_counter_an_address_they_could_not(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = sign_in("ana")
    monkeypatch.setattr(authentication, "_limits", with_one_counter)
    shut_out(app)

    answer = device.post("/account/password", data={"current": PASSWORD, "new": NEW})

    assert answer.status_code == 422
    assert authentication.TOO_MANY in words(answer)


def test_an_invitation_is_accepted_on_a_known_device_meanwhile(
    app: Flask, sign_in: SignIn, invite: Invite
) -> None:
    device = sign_in("rhea")
    device.post("/sign-out")
    shut_out(app, "rhea")

    assert device.post(invite("rhea"), data={"known-password": PASSWORD}).status_code == 303


def put_ahead(every: StudioSession, **by: float) -> None:
    """Let all tries lie in the future, as after a clock that was put back."""
    later = dt.datetime.now(dt.UTC) + dt.timedelta(**by)
    every.execute(sa.update(Throttle).values(since=later))
    every.commit()


def test_tries_from_the_future_are_over(
    app: Flask, client: FlaskClient, every: StudioSession
) -> None:
    shut_out(app)
    put_ahead(every, days=365)

    assert tries(client, password=PASSWORD) == [303]


def test_tries_that_are_over_only_when_they_are_old_would_shut_for_ever(
    app: Flask, client: FlaskClient, every: StudioSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_over(window: dt.timedelta, at: dt.datetime) -> sa.ColumnElement[bool]:
        return Throttle.since <= at - window

    monkeypatch.setattr(Throttle, "_is_over", is_over)
    shut_out(app)
    put_ahead(every, days=365)

    assert tries(client, password=PASSWORD) == [429]


def test_two_clocks_that_differ_by_seconds_count_together(
    app: Flask, client: FlaskClient, every: StudioSession
) -> None:
    shut_out(app)
    put_ahead(every, seconds=30)

    assert tries(client, password=PASSWORD) == [429]


def test_who_is_refused_leaves_no_more_rows(
    app: Flask, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication, "TRIES_A_CALLER", 3)
    stranger = app.test_client()
    for number in range(12):
        tries(stranger, who=f"nobody{number}")

    assert len(look(sa.select(Throttle))) == 1 + 3


def test_old_tries_are_deleted_when_new_ones_come(
    app: Flask, clock: Clock, look: Look, every: StudioSession
) -> None:
    old = {f"old {number}": clock.at - dt.timedelta(hours=2) for number in range(PRUNED + 9)}
    ahead = {"ahead": clock.at + dt.timedelta(days=9)}
    every.add_all(Throttle(key=key, since=at, tries=1) for key, at in (old | ahead).items())
    every.commit()

    tries(app.test_client())

    assert not [row for row in look(sa.select(Throttle)) if row.key in old | ahead]
    assert len(look(sa.select(Throttle))) == 2


def test_tries_of_the_last_hour_are_kept(app: Flask, clock: Clock, look: Look) -> None:
    tries(app.test_client(), who="bruno")
    before = {row.key for row in look(sa.select(Throttle))}
    clock.advance(minutes=59)

    tries(app.test_client(), who="ana")

    assert before < {row.key for row in look(sa.select(Throttle))}
