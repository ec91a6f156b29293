"""The first page."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.trainer.conftest import SignIn
from tests.trainer.page_text import values, words


def test_the_first_page_asks_who_it_is(client: FlaskClient) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert {"email", "password"} <= set(values(page))
    assert "demo" not in words(page).lower()


def test_somebody_with_one_studio_goes_straight_there(sign_in: SignIn) -> None:
    assert sign_in("ana").get("/").location == "/harbour/"


def test_somebody_with_two_studios_chooses(sign_in: SignIn) -> None:
    assert sign_in("zoe").get("/").location == "/studios"


def test_somebody_with_none_is_told_how_to_get_in(sign_in: SignIn) -> None:
    page = sign_in("gus").get("/", follow_redirects=True)

    assert "No studio yet" in words(page)
