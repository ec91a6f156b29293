"""An address is trusted once it is shown whose it is: by a letter, or by an owner's word."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import ON_SQLITE, Look, SignIn
from tests.trainer.page_text import words
from tests.trainer.postbox import Postbox, mail_all
from tests.trainer.vic import (
    CHOSEN,
    OWNER,
    SQUATTED,
    SQUATTER,
    VIC,
    WORD,
    invitation,
    mailed,
    shown,
)
from tests.trainer.world import email
from trainer.accounts.guest import NO_FIT, NOT_PROVEN, Known
from trainer.accounts.models.proof import How, Proof, Recovery
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person

MEMBERSHIPS = (
    sa.select(Membership.id).where(Membership.person.has(email=VIC)).order_by(Membership.id)
)


@dataclass(frozen=True)
class Squat:
    """An account that Mia has made of Vic's address in Harbour; ``device`` is signed in to it."""

    device: FlaskClient
    zoe: FlaskClient

    def link(self, **more: str) -> str:
        """The link that Zoe is shown when she invites Vic to Ridge."""
        return shown(self.zoe.get(invitation(self.zoe, "ridge", **more)))


@pytest.fixture
def squat(app: Flask, sign_in: SignIn) -> Squat:
    """Mia invites Vic's address, and opens the link herself."""
    mia, device = sign_in("mia"), app.test_client()
    answer = device.post(shown(mia.get(invitation(mia, "harbour"))), data=SQUATTER)
    assert answer.status_code == 303
    return Squat(device, sign_in("zoe"))


def enters(app: Flask, password: str) -> int:
    """What signing in as Vic is answered with."""
    form = {"email": VIC, "password": password}
    return app.test_client().post("/sign-in", data=form).status_code


def comes_by_password(app: Flask, squat: Squat) -> TestResponse:
    """The squatter has got hold of a copied link to Ridge, and knows the account's password."""
    return app.test_client().post(squat.link(), data={"known-password": SQUATTED})


def test_an_account_of_an_unproven_address_is_not_trusted_by_a_second_studio(
    app: Flask, squat: Squat
) -> None:
    answer = comes_by_password(app, squat)

    assert answer.status_code == 422
    assert NOT_PROVEN in words(answer)
    assert squat.device.get("/ridge/").status_code == 404


@ON_SQLITE
def test_a_password_that_is_trusted_alone_lets_the_squatter_in(
    app: Flask, squat: Squat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above is there to find, planted."""
    monkeypatch.setattr(Proof, "covers", lambda *_: True)

    assert comes_by_password(app, squat).status_code == 303


def test_the_studio_that_took_the_account_in_goes_on_trusting_it(
    app: Flask, squat: Squat, sign_in: SignIn, look: Look
) -> None:
    olga = sign_in("olga")
    olga.post(f"/harbour/memberships/{look(MEMBERSHIPS)[0]}/departure")
    link = shown(olga.get(invitation(olga, "harbour")))

    assert app.test_client().post(link, data={"known-password": SQUATTED}).status_code == 303


def taken_back(app: Flask, squat: Squat, link: str) -> None:
    """Whoever comes by that link has the account from now on, and the squatter does not."""
    vic = app.test_client()
    answer = vic.post(link, data=OWNER)

    assert (answer.status_code, answer.location) == (303, "/ridge/")
    assert "Vic Ardent" in words(vic.get("/account"))
    assert squat.device.get("/harbour/").status_code == 302
    assert (enters(app, SQUATTED), enters(app, CHOSEN)) == (422, 303)


def test_an_owners_word_gives_the_account_back(app: Flask, squat: Squat, look: Look) -> None:
    taken_back(app, squat, squat.link(**WORD))

    (proof,) = look(sa.select(Proof).where(Proof.membership_id == _newest(look, Membership)))
    assert (proof.how, proof.vouched_by) == (How.WORD, _zoe_in_ridge(look))


def test_a_mailed_link_gives_the_account_back(
    app: Flask, squat: Squat, look: Look, postbox: Postbox
) -> None:
    assert squat.link() == ""
    mail_all(app)

    taken_back(app, squat, mailed(postbox))

    (proof,) = look(sa.select(Proof).where(Proof.membership_id == _newest(look, Membership)))
    assert (proof.how, proof.vouched_by) == (How.LETTER, None)


def test_the_studios_of_the_account_are_told_that_it_was_taken_back(
    app: Flask, squat: Squat, sign_in: SignIn, look: Look
) -> None:
    (held,) = look(sa.select(Recovery.membership_id)) or [_newest(look, Membership)]

    app.test_client().post(squat.link(**WORD), data=OWNER)

    olga = sign_in("olga")
    for page in ("/harbour/", "/harbour/memberships"):
        assert "Accounts taken back" in words(olga.get(page))
    member = words(olga.get(f"/harbour/memberships/{held}"))
    assert "Account taken back" in member
    assert "Vic Ardent" in member


def test_no_studio_is_told_of_what_did_not_happen(sign_in: SignIn) -> None:
    olga = sign_in("olga")

    assert "taken back" not in words(olga.get("/harbour/")) + words(
        olga.get("/harbour/memberships")
    )


def test_whoever_knows_the_password_proves_the_address_and_changes_nothing(
    app: Flask, squat: Squat, look: Look
) -> None:
    answer = app.test_client().post(squat.link(**WORD), data={"known-password": SQUATTED})

    assert answer.status_code == 303
    assert look(sa.select(Recovery.id)) == []
    assert squat.device.get("/harbour/").status_code == 200


def test_a_copied_link_gives_no_account_back(app: Flask, squat: Squat) -> None:
    answer = app.test_client().post(squat.link(), data=OWNER)

    assert answer.status_code == 422
    assert NO_FIT in words(answer)
    assert enters(app, SQUATTED) == 303


def test_a_proven_account_is_given_to_nobody(
    app: Flask, squat: Squat, sign_in: SignIn, look: Look
) -> None:
    app.test_client().post(squat.link(**WORD), data=OWNER)
    olga, other = sign_in("olga"), {"name": "Vic", "password": "words of somebody else"}
    olga.post(f"/harbour/memberships/{look(MEMBERSHIPS)[0]}/departure")
    again = shown(olga.get(invitation(olga, "harbour", **WORD)))

    answer = app.test_client().post(again, data=other)

    assert answer.status_code == 422
    assert enters(app, CHOSEN) == 303
    assert len(look(sa.select(Recovery.id))) == 1


def test_a_password_that_was_changed_meanwhile_lets_nobody_in(
    app: Flask, squat: Squat, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, account = squat.link(**WORD), Known.account

    def meanwhile(guest: Known, *about: object) -> Person:
        return account(replace(guest, password_hash="the hash before"), *about)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(Known, "account", meanwhile)

    assert app.test_client().post(link, data={"known-password": SQUATTED}).status_code == 422


def _newest(look: Look, model: type[Membership]) -> int:
    return int(max(look(sa.select(model.id))))


def _zoe_in_ridge(look: Look) -> int:
    zoe = sa.select(Membership.id).join(Person, Person.id == Membership.person_id)
    return int(look(zoe.where(Person.email == email("zoe"), Membership.role == "owner"))[0])
