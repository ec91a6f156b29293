"""The security log: who did what, one line of JSON each, and nothing that lets anybody in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import Invite, Look, MemberId, SignIn, on_sqlite
from tests.trainer.security_log import Logged
from tests.trainer.world import PASSWORD, email
from trainer.accounts.authentication import TRIES_AN_ADDRESS
from trainer.accounts.models.invitation import Invitation
from trainer.app import create_app
from trainer.config import Config
from trainer.tenancy.models.sign_in import SignIn as Device
from trainer.web import logbook

pytestmark = on_sqlite
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"
SETTINGS = {"name": "Harbour", "colour": "#7a2e4c", "paper": "A4", "time_zone": "Europe/London"}


@pytest.fixture
def logged(app: Flask) -> Iterator[Logged]:
    """What is logged from now on."""
    with Logged() as kept:
        yield kept


def test_a_sign_in_says_who_where_and_when(app: Flask, look: Look, logged: Logged) -> None:
    sent = {"email": email("ana"), "password": PASSWORD}

    answer = app.test_client().post("/sign-in", data=sent, headers={"User-Agent": IPHONE})

    (line,) = logged.lines
    (person,) = look(sa.select(Device.person_id).order_by(Device.id.desc()).limit(1))
    assert abs(dt.datetime.fromisoformat(line.pop("at")) - dt.datetime.now(dt.UTC)).days == 0
    assert line == {
        "kind": "sign_in",
        "request": answer.headers["X-Request-Id"],
        "person": person,
        "caller": "127.0.0.1",
        "device": "Safari on iPhone",
        "endpoint": "sign_ins.create",
    }


def test_a_refused_sign_in_tells_why_and_the_same_address_alike(app: Flask, logged: Logged) -> None:
    device = app.test_client()

    for _ in range(TRIES_AN_ADDRESS + 1):
        device.post("/sign-in", data={"email": email("ana"), "password": "not that one"})
    device.post("/sign-in", data={"email": email("nobody"), "password": "not that one"})

    refused = [(line["kind"], line["why"]) for line in logged.lines]
    assert refused == [
        *[("sign_in_refused", "no match")] * TRIES_AN_ADDRESS,
        ("sign_in_refused", "too many tries"),
        ("sign_in_refused", "no match"),
    ]
    assert len({line["address"] for line in logged.lines[:-1]}) == 1
    assert len({line["address"] for line in logged.lines}) == 2


def test_the_mark_of_an_address_tells_nothing_without_the_key(app: Flask, config: Config) -> None:
    other = create_app(replace(config, secret_key="another key of forty characters, or more"))

    with app.app_context():
        ours = logbook.address_mark(email("ana"))
    with other.app_context():
        theirs = logbook.address_mark(email("ana"))

    other.extensions["storage"].close()
    assert ours != theirs


Deed = Callable[[FlaskClient, MemberId, Look], object]
PEOPLE = "/harbour/memberships"


def invite_nina(olga: FlaskClient, *_: object) -> None:
    sent = {"name": "Nina", "email": email("nina"), "role": "instructor", "location": ""}
    assert olga.post("/harbour/invitations", data=sent).status_code == 303


def withdraw(olga: FlaskClient, _: MemberId, look: Look) -> None:
    (newest,) = look(sa.select(Invitation.id).where(Invitation.studio_id == 1))
    olga.post(f"/harbour/invitations/{newest}/withdrawal")


def promote(olga: FlaskClient, member_id: MemberId, _: Look) -> None:
    olga.post(f"{PEOPLE}/{member_id('ana')}/edit", data={"role": "manager", "location": ""})


def dismiss(olga: FlaskClient, member_id: MemberId, _: Look) -> None:
    olga.post(f"{PEOPLE}/{member_id('ana')}/departure")


def new_password(olga: FlaskClient, *_: object) -> None:
    sent = {"current": PASSWORD, "new": "four other plain words"}
    olga.post("/account/password", data=sent)


def revoke(olga: FlaskClient, _: MemberId, look: Look) -> None:
    (oldest,) = look(sa.select(Device.id).order_by(Device.id).limit(1))
    olga.post(f"/account/sign-ins/{oldest}/revocation")


def print_for_ana(olga: FlaskClient, member_id: MemberId, _: Look) -> None:
    olga.post("/harbour/lessons/feet/print-runs", data={"membership": member_id("ana")})


DEEDS: dict[str, tuple[Deed, dict[str, object]]] = {
    "sign_out": (lambda olga, *_: olga.post("/sign-out"), {}),
    "invited": (invite_nina, {"became": "instructor"}),
    "withdrawn": (withdraw, {}),
    "role": (promote, {"was": "instructor", "became": "manager"}),
    "left": (dismiss, {}),
    "password_changed": (new_password, {}),
    "device_revoked": (revoke, {}),
    "printed": (print_for_ana, {"became": "1"}),
    "handout_printed": (lambda olga, *_: olga.post("/harbour/lessons/feet/copies"), {}),
    "settings": (
        lambda olga, *_: olga.post("/harbour/settings", data=SETTINGS),
        {"subject": "colour"},
    ),
}


@pytest.mark.parametrize("kind", DEEDS)
def test_what_somebody_would_ask_about_is_a_line(
    sign_in: SignIn, member_id: MemberId, look: Look, logged: Logged, kind: str
) -> None:
    deed, facts = DEEDS[kind]
    olga = sign_in("olga")
    logged.text = ""

    deed(olga, member_id, look)

    (line,) = logged.lines
    assert line["kind"] == kind
    assert facts.items() <= line.items()
    assert line["person"] == look(sa.select(Device.person_id).order_by(Device.id))[-1]
    assert ("studio" in line) == line["endpoint"].startswith(
        ("invi", "member", "depart", "print", "copies", "settings")
    )


def test_whoever_joins_is_a_line_of_their_own(app: Flask, invite: Invite, logged: Logged) -> None:
    path = invite("nina")

    app.test_client().post(path, data={"name": "Nina", "password": "four words to come in"})

    assert logged.kinds == ["joined", "sign_in"]
    assert logged.lines[0]["studio_id"] == 1
    assert logged.lines[0]["became"] == "instructor"


def test_a_denial_says_why(app: Flask, sign_in: SignIn, logged: Logged) -> None:
    ana = sign_in("ana")
    logged.text = ""

    ana.get("/harbour/settings")
    app.config["WTF_CSRF_ENABLED"] = True
    ana.post("/account", data={"name": "Ana"})

    assert [(line["kind"], line["why"], line["endpoint"]) for line in logged.lines] == [
        ("denied", "role", "settings.edit"),
        ("denied", "form token", "accounts.update"),
    ]


def test_what_was_not_kept_is_not_told(
    sign_in: SignIn,
    member_id: MemberId,
    look: Look,
    logged: Logged,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    olga = sign_in("olga")
    logged.text = ""
    monkeypatch.setattr("trainer.tenancy.scope.StudioSession.commit", lambda self: self.rollback())

    promote(olga, member_id, look)

    assert logged.lines == []


def test_a_line_goes_to_standard_error_whatever_serves(
    app: Flask, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    again = create_app(app.extensions["config"])
    again.extensions["storage"].close()

    client.post("/sign-in", data={"email": email("ana"), "password": PASSWORD})

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["kind"] == "sign_in"
