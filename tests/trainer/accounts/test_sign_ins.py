"""Signing in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import ON_SQLITE, SignIn
from tests.trainer.page_text import values, words
from tests.trainer.world import PASSWORD, email
from trainer.accounts import passwords
from trainer.accounts.views.sign_ins import NO_MATCH

HOME = "/harbour/"


def attempt(
    client: FlaskClient, address: str = email("ana"), password: str = PASSWORD, **more: str
) -> TestResponse:
    """Send the form."""
    return client.post("/sign-in", data={"email": address, "password": password, **more})


def without_token(answer: TestResponse, who: str) -> str:
    """The whole page but for the token of its form, and the address that was typed."""
    return answer.text.replace(values(answer)["csrf_token"], "").replace(email(who), "")


def test_the_right_password_opens_the_only_studio(client: FlaskClient) -> None:
    answer = attempt(client)

    assert answer.status_code == 303
    assert client.get(answer.location, follow_redirects=True).request.path == HOME


def test_somebody_in_two_studios_chooses(client: FlaskClient) -> None:
    attempt(client, email("zoe"))

    answer = client.get("/", follow_redirects=True)

    assert answer.request.path == "/studios"
    assert "Harbour" in words(answer)
    assert "Ridge" in words(answer)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: FlaskClient) -> None:
    client.get("/sign-in")

    wrong = attempt(client, email("ana"), "not her password")
    unknown = attempt(client, email("eve"), "not her password")

    assert NO_MATCH in words(wrong)
    assert wrong.status_code == unknown.status_code == 422
    assert words(wrong) == words(unknown)
    assert set(wrong.headers.keys()) == set(unknown.headers.keys())
    assert without_token(wrong, "ana") == without_token(unknown, "eve")


def test_an_unknown_address_costs_as_many_hashes_as_a_known_one(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    verify = passwords.hasher.verify

    class Counting:
        def hash(self, password: str) -> str:
            asked.append("hash")
            return plain_hash(password)

        def verify(self, password_hash: str, password: str) -> bool:
            asked.append("verify")
            return verify(password_hash, password)

    plain_hash = passwords.hasher.hash
    attempt(client, email("nobody"), "a first try")
    monkeypatch.setattr(passwords, "hasher", Counting())

    attempt(client, email("ana"), "not her password")
    attempt(client, email("eve"), "not her password")

    assert asked == ["verify", "verify"]


@ON_SQLITE
@pytest.mark.parametrize(
    "written", ["  ana@example.com ", "ANA@Example.COM", "ana＠ｅｘａｍｐｌｅ．ｃｏｍ"]
)
def test_an_address_is_known_however_it_is_written(client: FlaskClient, written: str) -> None:
    assert attempt(client, written).status_code == 303


@ON_SQLITE
@pytest.mark.parametrize(
    ("address", "password", "mistake"),
    [
        ("", PASSWORD, "Write the e-mail address."),
        ("ana", PASSWORD, "Write a whole address, such as ana@example.com."),
        (email("ana"), "", "Write your password."),
        (email("ana"), "x" * 201, "Keep it to 200 characters."),
    ],
)
def test_a_form_with_a_mistake_says_which(
    client: FlaskClient, address: str, password: str, mistake: str
) -> None:
    answer = attempt(client, address, password)

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert values(answer)["email"] == address


def test_a_password_is_never_sent_back(client: FlaskClient) -> None:
    answer = attempt(client, password="a secret of mine")

    assert "a secret of mine" not in answer.text
    assert values(answer)["password"] == ""


def test_the_page_that_was_asked_for_opens_after_sign_in(client: FlaskClient) -> None:
    asked = client.get("/harbour/lessons", follow_redirects=True)

    answer = attempt(client, next=values(asked)["next"])

    assert asked.request.path == "/sign-in"
    assert answer.location == "/harbour/lessons"


@ON_SQLITE
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/sign-out", "//["])
def test_what_leads_elsewhere_is_not_followed(client: FlaskClient, target: str) -> None:
    assert attempt(client, next=target).location == "/"


def test_somebody_signed_in_is_not_asked_again(sign_in: SignIn) -> None:
    assert sign_in("ana").get("/sign-in").location == HOME
