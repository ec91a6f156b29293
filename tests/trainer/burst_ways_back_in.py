"""Bursts of the forms by which nobody is locked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import pyotp
import sqlalchemy as sa

from tests.trainer.bursts import Burst, Sent
from tests.trainer.scene import Scene
from tests.trainer.sitting import QUIZ
from tests.trainer.world import PASSWORD, email
from trainer.accounts.models.reset import Reset
from trainer.accounts.models.second_factor import SecondFactor, app_secret
from trainer.accounts.reset_letter import LETTERS_AN_ADDRESS
from trainer.clock import now
from trainer.quizzing.models.extra_try import ExtraTry, Plea
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.scope import EVERY, StudioSession
from trainer.web.links import reset_link

HERE = "/harbour"


def ask_for_a_link(s: Scene) -> Burst:
    config = s.app.extensions["config"]
    s.app.extensions["config"] = replace(config, smtp_url="smtp://127.0.0.1:1")
    sent = Sent(None, "/forgotten-password", {"email": email("ana")})
    return Burst((sent,), s.rows(Reset), many=LETTERS_AN_ADDRESS)


def reset_a_password(s: Scene) -> Burst:
    mia, ana = s.sign_in("mia"), f"{HERE}/memberships/{s.member_id('ana')}/reset"
    mia.post(ana)
    with s.app.test_request_context():
        path = urlsplit(reset_link(s.look(sa.select(Reset.nonce))[0])).path
    still = s.rows(Reset, Reset.ended_at.is_not(None))
    return Burst((Sent(None, path, {"password": "four other plain words"}),), still)


def make_a_reset(s: Scene) -> Burst:
    path = f"{HERE}/memberships/{s.member_id('ana')}/reset"
    return Burst(s.one("mia", path), s.rows(Reset), many=None)


def ask_for_another_try(s: Scene) -> Burst:
    ana = s.out_of_tries()
    return Burst((Sent(ana, f"{QUIZ}/pleas"),), s.rows(Plea))


def give_another_try(s: Scene) -> Burst:
    s.out_of_tries()
    path = f"{HERE}/memberships/{s.member_id('ana')}/lessons/feet/tries"
    return Burst(s.one("mia", path, {"reason": "She asked."}), s.rows(ExtraTry))


def begin_with_codes(s: Scene) -> Burst:
    ana = s.sign_in("ana")
    shown = re.search(r"<code>([A-Z2-7 ]{39})</code>", ana.get("/account/second-factor").text)
    assert shown
    form = {"code": pyotp.TOTP(shown[1].replace(" ", "")).at(now()), "current": PASSWORD}
    return Burst((Sent(ana, "/account/second-factor", form),), s.rows(SecondFactor))


def end_with_codes(s: Scene) -> Burst:
    ana = s.one("ana", "/account/second-factor/removal", {"current": PASSWORD})
    _guard(s)
    return Burst(ana, s.rows(SecondFactor, SecondFactor.ended_at.is_(None)), many=0)


def sign_in_by_code(s: Scene) -> Burst:
    nonce, device = _guard(s), s.app.test_client()
    device.post("/sign-in", data={"email": email("ana"), "password": PASSWORD})
    code = _code(nonce, str(s.app.config["SECRET_KEY"]))
    return Burst((Sent(device, "/sign-in/code", {"code": code}),), s.rows(SignIn))


def _guard(s: Scene) -> str:
    (person,), nonce = s.look(_ANA), "what nobody knows"
    with StudioSession(s.app.extensions["storage"].write, EVERY) as session:
        session.add(SecondFactor(person_id=person, nonce=nonce, at=now()))
        session.commit()
    return nonce


def _code(nonce: str, key: str) -> str:
    return pyotp.TOTP(app_secret(nonce, key)).at(now())


_ANA = sa.select(Person.id).where(Person.email == email("ana"))

WAYS_BACK_IN: dict[str, Callable[[Scene], Burst]] = {
    "resets.create": ask_for_a_link,
    "resets.update": reset_a_password,
    "member_resets.create": make_a_reset,
    "pleas.create": ask_for_another_try,
    "extra_tries.create": give_another_try,
    "second_factors.create": begin_with_codes,
    "second_factors.destroy": end_with_codes,
    "sign_in_codes.create": sign_in_by_code,
}
