"""A link to a new password that is handed over: by it nobody takes what is not theirs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, MemberId, SignIn
from tests.trainer.page_text import words
from tests.trainer.world import PASSWORD, email
from trainer.accounts.models import reset
from trainer.staff.views import member_resets

NEW = {"password": "four other plain words"}


def page_of(member_id: MemberId, who: str) -> str:
    """Where a link for somebody of Harbour is made."""
    return f"/harbour/memberships/{member_id(who)}/reset"


def link(giver: FlaskClient, path: str) -> str:
    """The path of the link that the page shows, or nothing."""
    found = re.search(r'<input id="link" value="([^"]+)"', giver.get(path).text)
    return urlsplit(found[1]).path if found else ""


def makes(giver: FlaskClient, path: str) -> bool:
    """Whether a link is made, and shown."""
    return giver.post(path).status_code == 303 and bool(link(giver, path))


def test_a_manager_hands_an_instructor_a_link(
    app: Flask, client: FlaskClient, sign_in: SignIn, member_id: MemberId
) -> None:
    ana, mia, path = sign_in("ana"), sign_in("mia"), page_of(member_id, "ana")
    mia.post(path)

    answer = client.post(link(mia, path), data=NEW)

    assert answer.status_code == 303
    assert ana.get("/harbour/").status_code == 302
    form = {"email": email("ana"), **NEW}
    assert app.test_client().post("/sign-in", data=form).status_code == 303
    assert link(mia, path) == ""
    assert "by a link that was made for them" in words(sign_in("olga").get("/harbour/events"))


@pytest.mark.parametrize(
    ("giver", "who", "may"),
    [
        ("mia", "ana", True),
        ("mia", "mia", False),
        ("mia", "olga", False),
        ("mia", "zoe", False),
        ("mia", "gus", False),
        ("olga", "mia", True),
        ("olga", "olga", False),
        ("olga", "zoe", False),
    ],
)
def test_only_an_account_of_a_lower_role_and_this_studio_alone_is_opened(
    sign_in: SignIn, member_id: MemberId, giver: str, who: str, *, may: bool
) -> None:
    assert makes(sign_in(giver), page_of(member_id, who)) is may


@ON_SQLITE
def test_without_the_rule_an_owner_of_another_studio_is_taken_over(
    sign_in: SignIn, member_id: MemberId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member_resets, "may_hand_over", lambda *_: True)

    assert makes(sign_in("mia"), page_of(member_id, "zoe"))


@ON_SQLITE
def test_a_link_is_shown_to_its_maker_alone(sign_in: SignIn, member_id: MemberId) -> None:
    path = page_of(member_id, "ana")

    assert makes(sign_in("mia"), path)
    assert link(sign_in("olga"), path) == ""


def falls(client: FlaskClient, sign_in: SignIn, member_id: MemberId) -> bool:
    """Whether a link is over once its maker is let go."""
    mia, path = sign_in("mia"), page_of(member_id, "ana")
    mia.post(path)
    made = link(mia, path)
    sign_in("olga").post(f"/harbour/memberships/{member_id('mia')}/departure")
    return client.post(made, data=NEW).status_code == 410


def test_a_link_of_a_manager_who_was_let_go_opens_nothing(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId
) -> None:
    assert falls(client, sign_in, member_id)


@ON_SQLITE
def test_a_link_that_does_not_rest_on_its_maker_is_noticed(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reset, "may_hand_over", lambda *_: True)

    assert not falls(client, sign_in, member_id)


def test_a_link_for_somebody_who_has_risen_since_opens_nothing(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId
) -> None:
    mia, path = sign_in("mia"), page_of(member_id, "ana")
    mia.post(path)
    made = link(mia, path)

    role = {"role": "manager", "location": ""}
    sign_in("olga").post(f"/harbour/memberships/{member_id('ana')}/edit", data=role)

    assert client.get(made).status_code == 410
    assert client.post("/sign-in", data={"email": email("ana"), "password": PASSWORD}).location


@ON_SQLITE
def test_a_link_handed_over_is_good_for_an_hour(
    clock: Clock, client: FlaskClient, sign_in: SignIn, member_id: MemberId
) -> None:
    mia, path = sign_in("mia"), page_of(member_id, "ana")
    mia.post(path)
    made = link(mia, path)

    clock.advance(hours=1)

    assert link(mia, path) == ""
    assert client.get(made).status_code == 410


@ON_SQLITE
@pytest.mark.usefixtures("postbox")
def test_where_mail_is_sent_nobody_hands_a_link_over(sign_in: SignIn, member_id: MemberId) -> None:
    mia, path = sign_in("mia"), page_of(member_id, "ana")

    assert mia.post(path).status_code == 422
    assert "Forgotten your password?" in words(mia.get(path))
