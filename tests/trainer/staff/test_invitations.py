"""Inviting somebody to the studio."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, Invite, Look, MemberId, SignIn
from tests.trainer.page_text import links, values, words
from tests.trainer.postbox import Postbox, mail_all
from tests.trainer.world import PASSWORD
from trainer.accounts.models.invitation import Invitation
from trainer.tenancy.models.studio import Location

NINA = {"name": "Nina Park", "email": "nina@example.com", "role": "instructor", "location": ""}
INVITATIONS = "/harbour/invitations"


def ids(look: Look) -> list[int]:
    """Every invitation, the oldest first."""
    return look(sa.select(Invitation.id).order_by(Invitation.id))


def link(client: FlaskClient, invitation_id: int) -> str:
    """The link that the page shows."""
    page = client.get(f"{INVITATIONS}/{invitation_id}")
    return page.text.partition('id="link" value="')[2].partition('"')[0]


def test_a_manager_gets_a_link_that_lets_somebody_in(
    app: Flask, sign_in: SignIn, look: Look
) -> None:
    mia = sign_in("mia")

    answer = mia.post(INVITATIONS, data=NINA)

    assert answer.location == f"{INVITATIONS}/{ids(look)[-1]}"
    shown = link(mia, ids(look)[-1])
    assert shown.startswith("http://127.0.0.1:8000/invitations/")
    assert "Mia Novak invites you" in words(app.test_client().get(urlsplit(shown).path))


def test_an_invitation_is_shown_with_all_it_says(sign_in: SignIn, look: Look) -> None:
    hall = str(look(sa.select(Location.id).where(Location.name == "Harbour Hall"))[0])
    form = NINA | {"location": hall, "role": "manager", "email": " NINA@example.com "}

    page = words(sign_in("mia").post(INVITATIONS, data=form, follow_redirects=True))

    for part in ("Nina Park", "nina@example.com", "Manager", "Harbour Hall", "Mia Novak"):
        assert part in page


@pytest.mark.parametrize(("who", "status"), [("mia", 422), ("olga", 303)])
def test_nobody_invites_above_their_own_role(
    sign_in: SignIn, look: Look, who: str, status: int
) -> None:
    before = len(ids(look))

    answer = sign_in(who).post(INVITATIONS, data=NINA | {"role": "owner"})

    assert answer.status_code == status
    assert len(ids(look)) - before == (status == 303)


@ON_SQLITE
@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"name": " "}, "Write the person's name."),
        ({"name": "n" * 81}, "Keep it to 80 characters."),
        ({"email": ""}, "Write the e-mail address."),
        ({"email": "nina"}, "Write a whole address, such as ana@example.com."),
        ({"email": "nina\u200b@example.com"}, "There is a character in it that cannot be seen"),
        (
            {"email": "ｎｉｎａ@example.com"},
            "Write “nina” before the @, in letters of usual width.",
        ),
        ({"email": "n" * 250 + "@example.com"}, "Keep it to 254 characters."),
        ({"role": "king"}, "Not a valid choice."),
        ({"location": "999"}, "Not a valid choice."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(
    sign_in: SignIn, look: Look, wrong: dict[str, str], mistake: str
) -> None:
    before, typed = ids(look), NINA | wrong

    answer = sign_in("mia").post(INVITATIONS, data=typed)

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert values(answer)["name"] == typed["name"].strip()
    assert values(answer)["email"] == typed["email"]
    assert ids(look) == before


def test_without_a_mail_server_nothing_is_said_of_mail(sign_in: SignIn) -> None:
    page = sign_in("mia").post(INVITATIONS, data=NINA, follow_redirects=True)

    assert "mail" not in words(page).replace("E-mail", "")


def test_a_letter_carries_the_link(app: Flask, sign_in: SignIn, postbox: Postbox) -> None:
    page = sign_in("mia").post(INVITATIONS, data=NINA, follow_redirects=True)

    assert postbox.messages == []
    assert mail_all(app) == 1
    (letter,) = postbox.messages
    text = letter.get_content()
    assert (letter["To"], letter["Subject"]) == ("nina@example.com", "Your invitation to Harbour")
    assert "Mia Novak invites you to Harbour on Trainer as an instructor." in text
    (shown,) = (word for word in text.split() if "/invitations/" in word)
    assert "Mia Novak invites you" in words(app.test_client().get(urlsplit(shown).path))
    assert "The link will be mailed to nina@example.com." in words(page)


def test_a_link_is_on_this_site_whatever_the_request_says(
    app: Flask, sign_in: SignIn, postbox: Postbox
) -> None:
    mia = sign_in("mia")
    games = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}

    mia.post(INVITATIONS, data=NINA, headers=games, base_url="http://localhost:6666")

    mail_all(app)
    assert "http://127.0.0.1:8000/invitations/" in postbox.messages[0].get_content()
    assert "evil" not in postbox.messages[0].as_string()


def test_a_withdrawn_invitation_is_not_mailed(
    app: Flask, sign_in: SignIn, look: Look, postbox: Postbox
) -> None:
    mia = sign_in("mia")
    mia.post(INVITATIONS, data=NINA)
    mia.post(f"{INVITATIONS}/{ids(look)[-1]}/withdrawal")

    assert mail_all(app) == 0
    assert postbox.messages == []


def test_an_invitation_is_withdrawn(sign_in: SignIn, look: Look, client: FlaskClient) -> None:
    mia = sign_in("mia")
    mia.post(INVITATIONS, data=NINA)
    newest = ids(look)[-1]
    shown = link(mia, newest)

    answer = mia.post(f"{INVITATIONS}/{newest}/withdrawal", follow_redirects=True)

    assert "The invitation for Nina Park is withdrawn." in words(answer)
    assert client.get(urlsplit(shown).path).status_code == 410
    assert link(mia, newest) == ""
    assert mia.post(f"{INVITATIONS}/{newest}/withdrawal").status_code == 410


def test_an_invitation_that_was_used_cannot_be_withdrawn(
    sign_in: SignIn, look: Look, invite: Invite, client: FlaskClient
) -> None:
    client.post(invite("rhea"), data={"known-password": PASSWORD})
    mia, used = sign_in("mia"), f"{INVITATIONS}/{ids(look)[-1]}"

    assert "It was accepted" in words(mia.get(used))
    assert mia.post(f"{used}/withdrawal").status_code == 410


def test_an_invitation_that_has_expired_says_so(
    clock: Clock, sign_in: SignIn, look: Look, invite: Invite
) -> None:
    invite("nina")
    clock.advance(days=7)
    mia = sign_in("mia")

    assert "It has expired" in words(mia.get(f"{INVITATIONS}/{ids(look)[-1]}"))
    assert "Expired" in words(mia.get("/harbour/memberships"))


def test_an_invitation_of_another_studio_is_not_found(sign_in: SignIn, look: Look) -> None:
    theirs = sa.select(Invitation.id).where(Invitation.email == "guest-of-ridge@example.com")
    olga, address = sign_in("olga"), f"{INVITATIONS}/{look(theirs)[0]}"

    assert olga.get(address).status_code == 404
    assert olga.post(f"{address}/withdrawal").status_code == 404


@pytest.mark.parametrize("again", ["nina@example.com", " Nina@EXAMPLE.com"])
def test_an_address_has_one_open_invitation(sign_in: SignIn, look: Look, again: str) -> None:
    mia = sign_in("mia")
    mia.post(INVITATIONS, data=NINA)
    before = ids(look)

    answer = mia.post(INVITATIONS, data=NINA | {"name": "Nina P.", "email": again})

    assert answer.status_code == 422
    assert "This address is invited already, until" in words(answer)
    assert f"{INVITATIONS}/{before[-1]}" in links(answer)
    assert values(answer)["name"] == "Nina P."
    assert ids(look) == before


@ON_SQLITE
@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("maria@münchen.example", "Maria@XN--MNCHEN-3YA.example"),
        ("max@straße.example", "max@STRAẞE.example"),
        ("nina@example.com", "nina＠ｅｘａｍｐｌｅ．ｃｏｍ"),
    ],
)
def test_two_spellings_of_an_address_are_one_invitation(
    sign_in: SignIn, look: Look, first: str, again: str
) -> None:
    mia = sign_in("mia")

    answers = [mia.post(INVITATIONS, data=NINA | {"email": email}) for email in (first, again)]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "This address is invited already" in words(answers[1])


MEMBERS = [
    ("mia", "Ana@Example.com", "/edit"),
    ("olga", "mia@example.com", "/edit"),
    ("mia", "olga@example.com", ""),
    ("mia", "mia@example.com", "/edit"),
]


@pytest.mark.parametrize("case", MEMBERS, ids=lambda case: f"{case[0]}-{case[1]}")
def test_inviting_a_member_says_so_and_leads_to_their_role(
    sign_in: SignIn, look: Look, member_id: MemberId, case: tuple[str, str, str]
) -> None:
    who, email, place = case
    inviter, before = sign_in(who), ids(look)
    role = f"/harbour/memberships/{member_id(email.partition('@')[0].lower())}{place}"

    answer = inviter.post(INVITATIONS, data=NINA | {"email": email})

    assert answer.status_code == 422
    assert "is in this studio already, with this address." in words(answer)
    assert role in links(answer)
    assert inviter.get(role).status_code == 200
    assert ids(look) == before


def test_whoever_has_left_or_is_in_another_studio_may_be_invited(sign_in: SignIn) -> None:
    mia = sign_in("mia")

    answers = [
        mia.post(INVITATIONS, data=NINA | {"email": f"{who}@example.com"})
        for who in ("gus", "rhea")
    ]

    assert [answer.status_code for answer in answers] == [303, 303]


def test_coming_in_by_one_invitation_ends_the_others_for_the_address(
    sign_in: SignIn, look: Look, invite: Invite, client: FlaskClient
) -> None:
    spare, used = invite("nina"), invite("nina")
    newest = ids(look)[-2:]

    client.post(used, data={"name": "Nina Park", "password": "four words to come in"})

    olga = sign_in("olga")
    assert client.get(spare).status_code == 410
    assert all("It was accepted" in words(olga.get(f"{INVITATIONS}/{each}")) for each in newest)
    assert words(olga.get("/harbour/memberships")).count("Nina") == 1


def test_another_studio_may_invite_the_same_address(sign_in: SignIn, look: Look) -> None:
    sign_in("mia").post(INVITATIONS, data=NINA)

    assert sign_in("zoe").post("/ridge/invitations", data=NINA).status_code == 303


@pytest.mark.parametrize("ended", ["withdrawn", "expired"])
def test_an_invitation_that_has_ended_is_made_again(
    clock: Clock, sign_in: SignIn, look: Look, ended: str
) -> None:
    mia = sign_in("mia")
    mia.post(INVITATIONS, data=NINA)
    first = ids(look)[-1]
    if ended == "withdrawn":
        mia.post(f"{INVITATIONS}/{first}/withdrawal")
    else:
        clock.advance(days=7)

    form = mia.get(f"{INVITATIONS}/new?again={first}")

    assert f"{INVITATIONS}/new?again={first}" in links(mia.get(f"{INVITATIONS}/{first}"))
    assert {name: values(form)[name] for name in NINA} == NINA
    assert mia.post(INVITATIONS, data=values(form)).status_code == 303
    assert words(mia.get("/harbour/memberships")).count("Nina Park") == 1


def test_an_invitation_of_another_studio_cannot_be_made_again(sign_in: SignIn, look: Look) -> None:
    theirs = sa.select(Invitation.id).where(Invitation.email == "guest-of-ridge@example.com")

    form = sign_in("olga").get(f"{INVITATIONS}/new?again={look(theirs)[0]}")

    assert values(form)["email"] == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("max@straße.example", "max@xn--strae-oqa.example"),
        ("Maria@MÜNCHEN.example", "maria@xn--mnchen-3ya.example"),
    ],
)
def test_a_letter_goes_to_the_domain_that_was_typed(
    app: Flask, sign_in: SignIn, postbox: Postbox, typed: str, kept: str
) -> None:
    sign_in("mia").post(INVITATIONS, data=NINA | {"email": typed})

    mail_all(app)

    assert [letter["To"] for letter in postbox.messages] == [kept]
