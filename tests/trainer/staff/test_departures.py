"""Somebody leaves the studio."""

from __future__ import annotations

import pytest

from tests.trainer.conftest import ON_SQLITE, MemberId, SignIn
from tests.trainer.page_text import words
from trainer.staff.forms.membership import LAST_OWNER
from trainer.tenancy.models.membership import Membership

PEOPLE = "/harbour/memberships"


def test_it_is_asked_first(sign_in: SignIn, member_id: MemberId) -> None:
    page = words(sign_in("mia").get(f"{PEOPLE}/{member_id('bruno')}/departure"))

    assert "Bruno Keller leaves Harbour" in page
    assert "stays on record" in page


def test_their_sign_ins_end_at_once(sign_in: SignIn, member_id: MemberId) -> None:
    phone, desk = sign_in("bruno"), sign_in("bruno")

    sign_in("mia").post(f"{PEOPLE}/{member_id('bruno')}/departure")

    assert [each.get("/harbour/").status_code for each in (phone, desk)] == [302, 302]


def test_signing_in_again_does_not_open_the_studio(sign_in: SignIn, member_id: MemberId) -> None:
    sign_in("mia").post(f"{PEOPLE}/{member_id('bruno')}/departure")

    assert sign_in("bruno").get("/harbour/").status_code == 404


def test_their_record_stays(sign_in: SignIn, member_id: MemberId) -> None:
    mia, bruno = sign_in("mia"), member_id("bruno")

    answer = mia.post(f"{PEOPLE}/{bruno}/departure", follow_redirects=True)

    assert "Bruno Keller has left the studio. Their record is kept." in words(answer)
    assert "4 people" in words(answer)
    assert "The spring" in words(mia.get(f"{PEOPLE}/{bruno}"))


def test_whoever_has_left_cannot_leave_again(sign_in: SignIn, member_id: MemberId) -> None:
    gus = f"{PEOPLE}/{member_id('gus')}/departure"

    assert sign_in("mia").get(gus).status_code == 404
    assert sign_in("mia").post(gus).status_code == 404


def test_a_manager_cannot_make_an_owner_leave(sign_in: SignIn, member_id: MemberId) -> None:
    assert sign_in("mia").post(f"{PEOPLE}/{member_id('olga')}/departure").status_code == 403


def test_the_last_owner_cannot_leave(sign_in: SignIn, member_id: MemberId) -> None:
    olga = sign_in("olga")

    answer = olga.post(f"{PEOPLE}/{member_id('olga')}/departure")

    assert answer.status_code == 422
    assert LAST_OWNER in words(answer)
    assert olga.get("/harbour/settings").status_code == 200


def test_one_of_two_owners_may_leave(sign_in: SignIn, member_id: MemberId) -> None:
    olga, mia = sign_in("olga"), sign_in("mia")
    olga.post(f"{PEOPLE}/{member_id('mia')}/edit", data={"role": "owner", "location": ""})

    mia.post(f"{PEOPLE}/{member_id('olga')}/departure")

    assert olga.get("/harbour/").status_code == 302
    assert mia.get("/harbour/settings").status_code == 200


def devices_after_leaving(
    sign_in: SignIn, member_id: MemberId, patch: pytest.MonkeyPatch | None = None
) -> list[tuple[int, int]]:
    """What two devices of Zoe find in Ridge, which is hers, and in Harbour, which she has left."""
    phone, desk = sign_in("zoe"), sign_in("zoe")
    if patch:
        patch.setattr(Membership, "is_anywhere", lambda *_: False)

    sign_in("mia").post(f"{PEOPLE}/{member_id('zoe')}/departure")

    pages = ("/ridge/settings", "/harbour/")
    return [tuple(each.get(page).status_code for page in pages) for each in (phone, desk)]  # type: ignore[misc]  # as many as there are pages


def test_leaving_one_studio_keeps_the_sign_ins_for_others(
    sign_in: SignIn, member_id: MemberId
) -> None:
    assert devices_after_leaving(sign_in, member_id) == [(200, 404), (200, 404)]


@ON_SQLITE
def test_sign_ins_that_end_with_any_stay_are_noticed(
    sign_in: SignIn, member_id: MemberId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above is there to find, planted."""
    assert devices_after_leaving(sign_in, member_id, monkeypatch) == [(302, 302), (302, 302)]
