"""An open invitation falls with the right of its inviter to make it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.page_text import words
from trainer.accounts.models.invitation import Invitation

GUEST = {"name": "Mia Again", "email": "mia.again@example.com", "location": ""}
NEW = {"name": "Mia Again", "password": "words to come in by"}
PEOPLE, INVITATIONS = "/harbour/memberships", "/harbour/invitations"


def invited(client: FlaskClient, role: str = "manager", **more: str) -> str:
    """Invite the guest; the path of the link that the page shows."""
    page = client.post(INVITATIONS, data=GUEST | {"role": role} | more, follow_redirects=True)
    return urlsplit(page.text.partition('id="link" value="')[2].partition('"')[0]).path


def newest(look: Look) -> str:
    """The page of the newest invitation."""
    return f"{INVITATIONS}/{max(look(sa.select(Invitation.id)))}"


@pytest.fixture
def link(sign_in: SignIn) -> str:
    """A link that Mia, a manager, has made for a second address of her own."""
    return invited(sign_in("mia"))


def removed(sign_in: SignIn, member: int) -> str:
    """End somebody's stay; what the page says."""
    olga = sign_in("olga")
    return words(olga.post(f"{PEOPLE}/{member}/departure", follow_redirects=True))


def lowered(sign_in: SignIn, member: int, role: str = "instructor") -> str:
    """Give somebody another role; what the page says."""
    form = {"role": role, "location": ""}
    olga = sign_in("olga")
    return words(olga.post(f"{PEOPLE}/{member}/edit", data=form, follow_redirects=True))


def test_whoever_was_removed_does_not_come_back_by_their_own_invitation(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId, link: str
) -> None:
    removed(sign_in, member_id("mia"))

    answer = client.post(link, data=NEW)

    assert answer.status_code == client.get(link).status_code == 410
    assert "Ask Harbour for a new one" in words(answer)
    assert client.get(PEOPLE).status_code == 302


def test_whoever_may_no_longer_invite_does_not_bring_in_anybody(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId, link: str
) -> None:
    lowered(sign_in, member_id("mia"))

    assert client.post(link, data=NEW).status_code == 410


def test_what_an_inviter_may_still_give_stays_open(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId, look: Look
) -> None:
    lowered(sign_in, member_id("mia"), "owner")
    mia = sign_in("mia")
    as_manager = invited(mia)
    as_owner = invited(mia, "owner", email="second@example.com")

    said = lowered(sign_in, member_id("mia"), "manager")

    assert "1 open invitation" in said
    assert client.post(as_owner, data=NEW).status_code == 410
    assert client.post(as_manager, data=NEW).status_code == 303


def test_an_invitation_that_fell_stays_fallen_when_its_inviter_is_back(
    client: FlaskClient, sign_in: SignIn, member_id: MemberId, link: str
) -> None:
    for role in ("instructor", "manager"):
        lowered(sign_in, member_id("mia"), role)

    assert client.post(link, data=NEW).status_code == 410


def test_the_departure_page_says_which_invitations_fall(
    sign_in: SignIn, member_id: MemberId, link: str
) -> None:
    olga, mia = sign_in("olga"), member_id("mia")

    asked = words(olga.get(f"{PEOPLE}/{mia}/departure"))

    assert "Mia Again" in asked
    assert "1 open invitation" in removed(sign_in, mia)


def test_the_departure_page_of_whoever_invited_nobody_says_nothing_of_it(
    sign_in: SignIn, member_id: MemberId
) -> None:
    page = words(sign_in("olga").get(f"{PEOPLE}/{member_id('ana')}/departure"))

    assert "invitation" not in page


def test_the_page_that_lowers_a_role_says_which_invitations_fall(
    sign_in: SignIn, member_id: MemberId, link: str
) -> None:
    page = words(sign_in("olga").get(f"{PEOPLE}/{member_id('mia')}/edit"))

    assert "Mia Again" in page
    assert "lapses below manager" in page


def test_a_fallen_invitation_says_so_in_its_page_and_in_the_list(
    sign_in: SignIn, member_id: MemberId, look: Look, link: str
) -> None:
    removed(sign_in, member_id("mia"))
    olga = sign_in("olga")

    page = olga.get(newest(look))

    assert "Lapsed" in words(page)
    assert 'id="link"' not in page.text
    assert "Lapsed" in words(olga.get(PEOPLE))


def test_an_invitation_made_while_its_inviter_was_let_go_does_not_hold(
    client: FlaskClient,
    sign_in: SignIn,
    member_id: MemberId,
    link: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Invitation, "lapse", lambda *_: [])  # it was not there yet to be closed
    removed(sign_in, member_id("mia"))

    assert client.post(link, data=NEW).status_code == 410


@ON_SQLITE
def test_a_right_that_nobody_asks_for_lets_them_back_in(
    client: FlaskClient,
    sign_in: SignIn,
    member_id: MemberId,
    link: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fault that the tests above are there to find, planted."""
    monkeypatch.setattr(Invitation, "lapse", lambda *_: [])
    monkeypatch.setattr(Invitation, "_is_backed", True)
    removed(sign_in, member_id("mia"))

    assert client.post(link, data=NEW).status_code == 303
    assert client.get(PEOPLE).status_code == 200
