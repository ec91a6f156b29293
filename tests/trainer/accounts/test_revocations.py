"""Signing another of one's own devices out."""

from __future__ import annotations

import sqlalchemy as sa

from tests.trainer.conftest import Look, SignIn
from tests.trainer.page_text import words
from trainer.tenancy.models import sign_in as models


def newest(look: Look) -> int:
    """The id of the sign-in that began last."""
    found: int = look(sa.select(sa.func.max(models.SignIn.id)))[0]
    return found


def test_one_device_is_signed_out_and_the_others_stay(sign_in: SignIn, look: Look) -> None:
    desk, tablet = sign_in("ana"), sign_in("ana")
    lost = sign_in("ana")

    answer = desk.post(f"/account/sign-ins/{newest(look)}/revocation", follow_redirects=True)

    assert "That device is signed out." in words(answer)
    assert [each.get("/harbour/").status_code for each in (desk, tablet, lost)] == [200, 200, 302]


def test_somebody_elses_device_is_not_found(sign_in: SignIn, look: Look) -> None:
    desk, victim = sign_in("olga"), sign_in("ana")

    answer = desk.post(f"/account/sign-ins/{newest(look)}/revocation")

    assert answer.status_code == 404
    assert victim.get("/harbour/").status_code == 200


def test_a_device_signed_out_twice_keeps_its_first_end(sign_in: SignIn, look: Look) -> None:
    desk = sign_in("ana")
    sign_in("ana")
    address = f"/account/sign-ins/{newest(look)}/revocation"
    ended = sa.select(models.SignIn.ended_at).where(models.SignIn.id == newest(look))
    desk.post(address)
    first = look(ended)

    desk.post(address)

    assert first == look(ended) != [None]
