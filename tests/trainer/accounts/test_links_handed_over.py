"""How the link of an invitation comes to its guest, and who sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.page_text import values, words
from tests.trainer.postbox import Postbox, mail_all
from tests.trainer.vic import WORD, invitation, mailed, shown
from trainer.accounts.models.invitation import Invitation


def test_a_link_that_is_mailed_is_shown_to_nobody_else(
    app: Flask, sign_in: SignIn, postbox: Postbox
) -> None:
    mia = sign_in("mia")

    made = invitation(mia, "harbour")
    before = mia.get(made)
    mail_all(app)
    after = mia.get(made)

    assert "/invitations/" in mailed(postbox)
    for page in (before, after):
        assert mailed(postbox) not in page.text
    assert "on its way" in words(before)
    assert "was mailed to vic@example.com" in words(after)


def test_a_letter_that_cannot_be_sent_is_said_at_its_invitation(
    app: Flask, sign_in: SignIn, postbox: Postbox
) -> None:
    app.extensions["config"] = replace(app.extensions["config"], smtp_url="smtp://127.0.0.1:1")
    mia = sign_in("mia")
    made = invitation(mia, "harbour")
    mail_all(app)

    assert "could not be mailed" in words(mia.get(made))


def test_a_link_with_an_owners_word_is_shown_to_that_owner_alone(sign_in: SignIn) -> None:
    olga, mia = sign_in("olga"), sign_in("mia")

    made = invitation(olga, "harbour", **WORD)

    assert shown(olga.get(made))
    assert shown(mia.get(made)) == ""
    assert "Olga Lind hands the link over" in words(mia.get(made))


@pytest.mark.parametrize(("who", "asked"), [("olga", True), ("mia", False)])
def test_an_owner_alone_is_asked_for_their_word(sign_in: SignIn, who: str, asked: bool) -> None:  # noqa: FBT001  (a case)
    client = sign_in(who)

    page = client.get("/harbour/invitations/new")

    assert ("word" in values(page)) is asked


def test_a_managers_word_counts_for_nothing(sign_in: SignIn, look: Look) -> None:
    invitation(sign_in("mia"), "harbour", **WORD)

    assert look(sa.select(Invitation.way).order_by(Invitation.id.desc()))[0] == "hand"


def test_where_there_is_mail_nobody_is_asked_for_their_word(
    sign_in: SignIn, postbox: Postbox
) -> None:
    assert "word" not in values(sign_in("olga").get("/harbour/invitations/new"))


@ON_SQLITE
def test_in_the_demo_neither_a_letter_nor_a_word_proves_anything(
    app: Flask, sign_in: SignIn, look: Look, postbox: Postbox
) -> None:
    app.extensions["config"] = replace(app.extensions["config"], demo=True)

    invitation(sign_in("olga"), "harbour", **WORD)

    assert look(sa.select(Invitation.way).order_by(Invitation.id.desc()))[0] == "hand"


def test_a_word_lapses_when_its_owner_is_an_owner_no_more(
    app: Flask, sign_in: SignIn, member_id: MemberId
) -> None:
    olga, mia = sign_in("olga"), sign_in("mia")
    for role in ("owner", "manager"):
        form = {"role": role, "location": ""}
        olga.post(f"/harbour/memberships/{member_id('mia')}/edit", data=form)
        if role == "owner":
            link = shown(mia.get(invitation(mia, "harbour", **WORD)))

    assert app.test_client().get(link).status_code == 410
