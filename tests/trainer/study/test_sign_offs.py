"""A qualified teacher approves an exercise card."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.page_text import held, words
from tests.trainer.syllabus import a_package, publish_again
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.scope import StudioSession

CARD = f"{FEET}/exercises/walk"
WAITS = "Waits for a qualified teacher’s signature"
QUALIFICATION = "Comprehensive teacher, since 2014"


def sign(client: FlaskClient, qualification: str = QUALIFICATION) -> TestResponse:
    """Send the form under a card."""
    return client.post(f"{CARD}/sign-offs", data={"qualification": qualification})


def kept(look: Look) -> list[SignOff]:
    """Every signature, in order."""
    return look(sa.select(SignOff).order_by(SignOff.id))


@on_sqlite
def test_a_card_that_nobody_signed_waits_and_asks_managers_alone(sign_in: SignIn) -> None:
    pages = {who: sign_in(who).get(CARD) for who in ("ana", "mia", "olga")}

    assert all(WAITS in words(page) for page in pages.values())
    assert {who: "/sign-offs" in page.text for who, page in pages.items()} == {
        "ana": False,
        "mia": True,
        "olga": True,
    }


@pytest.mark.parametrize("who", ["mia", "olga"])
def test_a_signature_is_shown_to_everyone_as_it_was_given(
    sign_in: SignIn, look: Look, member_id: MemberId, who: str
) -> None:
    signer = sign_in(who)

    answer = sign(signer, f"  {QUALIFICATION} ")
    signer.post("/account", data={"name": "Another Name"})

    (signature,) = kept(look)
    assert (answer.status_code, answer.location) == (303, CARD)
    assert (signature.signed_by, signature.exercise, signature.revision) == (
        member_id(who),
        "walk",
        1,
    )
    shown = f"Approved by {signature.name}, {QUALIFICATION}"
    assert signature.name in {"Mia Novak", "Olga Lind"}
    assert shown in words(sign_in("ana").get(CARD))


@on_sqlite
def test_an_instructor_cannot_sign(sign_in: SignIn, look: Look) -> None:
    assert sign(sign_in("ana")).status_code == 403
    assert kept(look) == []


def test_a_revision_is_signed_once(sign_in: SignIn, look: Look) -> None:
    sign(sign_in("mia"))

    answer = sign(sign_in("olga"), "Owner")

    assert answer.status_code == 410
    assert [signature.name for signature in kept(look)] == ["Mia Novak"]
    assert "/sign-offs" not in sign_in("olga").get(CARD).text


def test_a_card_that_changed_waits_for_another_signature(
    sign_in: SignIn, look: Look, every: StudioSession
) -> None:
    sign(sign_in("mia"))
    publish_again(every, a_package(title="Feet again"), "exercise:walk")
    olga = sign_in("olga")

    before = words(olga.get(CARD))
    answer = sign(olga)

    assert WAITS in before
    assert answer.status_code == 303
    assert [signature.revision for signature in kept(look)] == [1, 2]
    assert "Approved by Olga Lind" in words(olga.get(CARD))


@on_sqlite
@pytest.mark.parametrize("typed", ["", "   ", "x" * 121])
def test_a_signature_says_what_its_writer_is(sign_in: SignIn, look: Look, typed: str) -> None:
    answer = sign(sign_in("mia"), typed)

    assert (answer.status_code, kept(look)) == (422, [])
    assert held(answer).get("qualification", [""]) == [typed.strip()]


@on_sqlite
def test_the_shipped_cards_are_signed_by_nobody(sign_in: SignIn) -> None:
    mia = sign_in("mia")

    assert all(WAITS in words(mia.get(f"{FEET}/exercises/{ref}")) for ref in ("stand", "walk"))
