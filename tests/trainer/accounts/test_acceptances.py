"""Coming into a studio by the link of an invitation."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeSerializer
from werkzeug.test import TestResponse

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, Invite, Look, MemberId, SignIn
from tests.trainer.page_text import values, words
from tests.trainer.world import PASSWORD, email
from trainer.accounts import authentication
from trainer.accounts.authentication import TOO_MANY, TRIES_AN_ADDRESS
from trainer.accounts.guest import NO_FIT
from trainer.accounts.models.invitation import Closing, End, Invitation, InvitationState
from trainer.accounts.passwords import hash_password
from trainer.accounts.views import acceptances
from trainer.tenancy.models.membership import Membership, Role, Stay
from trainer.tenancy.models.person import Person
from trainer.web.strength import COMMON, OWN

NEW = {"name": "Nina Park", "password": "words to come in by"}
KNOWN = {"known-password": PASSWORD}
HOME = "/harbour/"


def test_a_link_says_who_invites_to_what(client: FlaskClient, invite: Invite) -> None:
    page = client.get(invite("nina"))

    assert "Olga Lind invites you as instructor" in words(page)
    assert "Join Harbour" in words(page)
    assert values(page)["name"] == "Nina"


def test_a_newcomer_chooses_a_password_and_is_in(client: FlaskClient, invite: Invite) -> None:
    answer = client.post(invite("nina"), data=NEW)

    assert (answer.status_code, answer.location) == (303, HOME)
    assert "Welcome to Harbour." in words(client.get(HOME))


def test_a_newcomer_can_sign_in_later(app: Flask, client: FlaskClient, invite: Invite) -> None:
    client.post(invite("nina"), data=NEW)

    answer = app.test_client().post(
        "/sign-in", data={"email": email("nina"), "password": NEW["password"]}
    )

    assert answer.status_code == 303


@ON_SQLITE
@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"name": "  "}, "Write your name."),
        ({"name": "n" * 81}, "Keep it to 80 characters."),
        ({"password": ""}, "Choose a password."),
        ({"password": "short words"}, "Use at least 12 characters."),
        ({"password": "x" * 201}, "Keep it to 200 characters."),
        ({"password": "passwordpassword"}, COMMON),
        ({"password": email("nina")}, OWN),
        ({"password": "Nina Park 1234"}, OWN),
        ({"password": "harbour harbour"}, OWN),
    ],
)
def test_a_mistake_is_named_and_the_rest_is_kept(
    client: FlaskClient, invite: Invite, wrong: dict[str, str], mistake: str
) -> None:
    sent = NEW | wrong

    answer = client.post(invite("nina"), data=sent)

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert values(answer)["name"] == sent["name"].strip()
    assert values(answer)["password"] == ""


def test_a_link_lasts_seven_days(clock: Clock, client: FlaskClient, invite: Invite) -> None:
    link = invite("nina")

    clock.advance(days=7, seconds=-1)
    assert client.get(link).status_code == 200

    clock.advance(seconds=1)
    assert "has expired" in words(client.get(link))
    assert client.get(link).status_code == client.post(link, data=NEW).status_code == 410


def test_a_link_works_once(app: Flask, client: FlaskClient, invite: Invite) -> None:
    link = invite("nina")
    client.post(link, data=NEW)
    second = app.test_client()

    answer = second.post(link, data=NEW | {"password": "words of another"})

    assert answer.status_code == 410
    assert "already used" in words(answer)
    assert second.get(HOME).status_code == 302


def test_of_two_who_use_a_link_at_once_one_comes_in(
    app: Flask, invite: Invite, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, first = invite("nina"), []

    def meanwhile(password: str) -> str:
        monkeypatch.setattr(acceptances, "hash_password", hash_password)
        first.append(app.test_client().post(link, data=NEW).status_code)
        return hash_password(password)

    monkeypatch.setattr(acceptances, "hash_password", meanwhile)
    second = app.test_client().post(link, data=NEW)

    assert [*first, second.status_code] == [303, 410]
    assert len(look(sa.select(Closing))) == 1


def test_of_two_uses_at_once_by_somebody_known_one_counts(
    app: Flask, invite: Invite, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, first, checked = invite("rhea"), [], authentication.checked

    def meanwhile(address: str, password: str) -> Person | None:
        monkeypatch.setattr(acceptances, "checked", checked)
        first.append(app.test_client().post(link, data=KNOWN).status_code)
        return checked(address, password)

    monkeypatch.setattr(acceptances, "checked", meanwhile)
    second = app.test_client().post(link, data=KNOWN)

    assert [*first, second.status_code] == [303, 410]
    assert len(look(sa.select(Closing))) == 1


def test_a_link_withdrawn_lets_nobody_in(
    client: FlaskClient, invite: Invite, look: Look, sign_in: SignIn
) -> None:
    link = invite("nina")
    (made,) = look(sa.select(Invitation).where(Invitation.email == email("nina")))
    sign_in("olga").post(f"/harbour/invitations/{made.id}/withdrawal")

    answer = client.post(link, data=NEW)

    assert answer.status_code == 410
    assert "was withdrawn" in words(answer)
    assert look(sa.select(Person).where(Person.email == email("nina"))) == []


def withdrawn_meanwhile(
    app: Flask, olga: FlaskClient, invite: Invite, look: Look, patch: pytest.MonkeyPatch
) -> TestResponse:
    """Nina's answer, when the invitation is withdrawn while her password is hashed."""
    link = invite("nina")
    (made,) = look(sa.select(Invitation.id).where(Invitation.email == email("nina")))

    def meanwhile(password: str) -> str:
        # From a thread of her own: a request inside another one would take its visitor for hers.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(olga.post, f"/harbour/invitations/{made}/withdrawal").result()
        return hash_password(password)

    patch.setattr(acceptances, "hash_password", meanwhile)
    return app.test_client().post(link, data=NEW)


def test_a_link_withdrawn_in_this_very_moment_lets_nobody_in(
    app: Flask, sign_in: SignIn, invite: Invite, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = withdrawn_meanwhile(app, sign_in("olga"), invite, look, monkeypatch)

    assert answer.status_code == 410
    assert "was withdrawn" in words(answer)
    assert [closing.how for closing in look(sa.select(Closing))] == [End.WITHDRAWN]
    assert look(sa.select(Person).where(Person.email == email("nina"))) == []


@ON_SQLITE
def test_a_state_that_is_not_asked_again_lets_a_guest_in_too_late(
    app: Flask, sign_in: SignIn, invite: Invite, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above is there to find, planted: also without its unique row."""
    monkeypatch.setattr(Invitation, "state", lambda *_: InvitationState.OPEN)
    monkeypatch.setattr(Invitation, "close", lambda *_: None)

    answer = withdrawn_meanwhile(app, sign_in("olga"), invite, look, monkeypatch)

    assert answer.status_code == 303


@ON_SQLITE
@pytest.mark.parametrize("code", ["nonsense", "1", "é", "a.b", "%25", "ImEi.x"])
def test_a_code_that_was_never_given_out_is_not_found(client: FlaskClient, code: str) -> None:
    assert client.get(f"/invitations/{code}").status_code == 404


def test_a_code_changed_or_signed_otherwise_is_not_found(
    app: Flask, client: FlaskClient, look: Look, invite: Invite
) -> None:
    link = invite("nina")
    (made,) = look(sa.select(Invitation).where(Invitation.email == email("nina")))
    key = str(app.config["SECRET_KEY"])
    other_purpose = URLSafeSerializer(key, salt="another purpose").dumps(made.nonce)
    other_key = URLSafeSerializer("x" * 40, salt="invitation").dumps(made.nonce)

    for code in (other_purpose, other_key, made.nonce, str(made.id)):
        assert client.get(f"/invitations/{code}").status_code == 404
    assert client.get(link.replace(".", ".A")).status_code == 404


def test_a_known_address_shows_its_password_to_come_in(client: FlaskClient, invite: Invite) -> None:
    answer = client.post(invite("rhea"), data=KNOWN)

    assert (answer.status_code, answer.location) == (303, HOME)


def test_a_known_address_cannot_be_taken_over_by_its_link(
    app: Flask, client: FlaskClient, invite: Invite
) -> None:
    answer = client.post(invite("rhea"), data=NEW)

    assert answer.status_code == 422
    assert NO_FIT in words(answer)
    form = {"email": email("rhea"), "password": NEW["password"]}
    assert app.test_client().post("/sign-in", data=form).status_code == 422


def test_guessing_at_a_known_address_is_throttled(client: FlaskClient, invite: Invite) -> None:
    link = invite("rhea")
    for _ in range(TRIES_AN_ADDRESS):
        client.post(link, data={"known-password": "a guess"})

    answer = client.post(link, data=KNOWN)

    assert answer.status_code == 422
    assert TOO_MANY in words(answer)


def test_somebody_who_left_comes_back_into_their_place(
    client: FlaskClient, invite: Invite, look: Look, member_id: MemberId
) -> None:
    before = member_id("gus")

    client.post(invite("gus", Role.MANAGER), data=KNOWN)

    assert member_id("gus") == before
    stays = look(sa.select(Stay).where(Stay.membership_id == before).order_by(Stay.from_))
    assert [stay.until is None for stay in stays] == [False, True]
    assert client.get("/harbour/memberships").status_code == 200


def test_an_owner_who_accepts_as_instructor_stays_an_owner(
    client: FlaskClient, invite: Invite, look: Look, member_id: MemberId
) -> None:
    client.post(invite("olga"), data=KNOWN)

    (member,) = look(sa.select(Membership).where(Membership.id == member_id("olga")))
    assert member.role == Role.OWNER
    assert client.get("/harbour/settings").status_code == 200


def test_whoever_was_signed_in_here_makes_room_for_the_guest(
    sign_in: SignIn, invite: Invite
) -> None:
    device = sign_in("olga")

    device.post(invite("nina"), data=NEW)

    assert "Nina Park" in words(device.get("/account"))
