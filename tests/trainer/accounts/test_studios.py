"""Choosing a studio."""

from __future__ import annotations

from tests.trainer.conftest import SignIn
from tests.trainer.page_text import words


def test_somebody_in_two_studios_sees_their_role_in_each(sign_in: SignIn) -> None:
    page = words(sign_in("zoe").get("/studios"))

    assert "Harbour Instructor" in page
    assert "Ridge Owner" in page


def test_a_studio_that_somebody_left_is_not_listed(sign_in: SignIn) -> None:
    page = words(sign_in("gus").get("/studios"))

    assert "Harbour" not in page
    assert "No studio yet" in page


def test_switching_is_offered_to_those_with_more_than_one(sign_in: SignIn) -> None:
    assert "Switch studio" in words(sign_in("zoe").get("/ridge/"))
    assert "Switch studio" not in words(sign_in("ana").get("/harbour/"))


def test_a_role_counts_in_its_own_studio_alone(sign_in: SignIn) -> None:
    zoe = sign_in("zoe")

    assert zoe.get("/ridge/settings").status_code == 200
    assert zoe.get("/harbour/settings").status_code == 403
