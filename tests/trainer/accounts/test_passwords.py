"""Changing one's password."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.trainer.conftest import ON_SQLITE, SignIn
from tests.trainer.page_text import words
from tests.trainer.world import PASSWORD, email
from trainer.accounts.authentication import TOO_MANY, TRIES_AN_ADDRESS
from trainer.accounts.views.passwords import NOT_CURRENT
from trainer.web import fields
from trainer.web.strength import COMMON, OWN

NEW = "five quite different words"


def test_a_new_password_replaces_the_old_one(app: Flask, sign_in: SignIn) -> None:
    sign_in("ana").post("/account/password", data={"current": PASSWORD, "new": NEW})

    for password, status in ((PASSWORD, 422), (NEW, 303)):
        form = {"email": email("ana"), "password": password}
        assert app.test_client().post("/sign-in", data=form).status_code == status


def test_a_new_password_signs_other_devices_out_and_not_this_one(sign_in: SignIn) -> None:
    lost, desk, colleague = sign_in("ana"), sign_in("ana"), sign_in("bruno")

    answer = desk.post("/account/password", data={"current": PASSWORD, "new": NEW})

    assert answer.status_code == 303
    assert [each.get("/harbour/").status_code for each in (lost, desk, colleague)] == [
        302,
        200,
        200,
    ]


@ON_SQLITE
@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"current": "not hers at all"}, NOT_CURRENT),
        ({"current": ""}, "Write your password."),
        ({"new": ""}, "Choose a password."),
        ({"new": "short"}, "Use at least 12 characters."),
        ({"new": "x" * 201}, "Keep it to 200 characters."),
        ({"new": "aaaaaaaaaaaa"}, COMMON),
        ({"new": "password1234"}, COMMON),
        ({"new": email("ana")}, OWN),
        ({"new": "Harbour Sousa 12"}, OWN),
    ],
)
def test_a_mistake_changes_nothing(sign_in: SignIn, wrong: dict[str, str], mistake: str) -> None:
    other, desk = sign_in("ana"), sign_in("ana")

    answer = desk.post("/account/password", data={"current": PASSWORD, "new": NEW} | wrong)

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert other.get("/harbour/").status_code == 200
    assert sign_in("ana")


def test_guessing_at_the_current_password_is_throttled(sign_in: SignIn) -> None:
    device = sign_in("ana")
    for _ in range(TRIES_AN_ADDRESS):
        device.post("/account/password", data={"current": "a guess", "new": NEW})

    answer = device.post("/account/password", data={"current": PASSWORD, "new": NEW})

    assert TOO_MANY in words(answer)


@ON_SQLITE
def test_without_the_lists_a_common_one_would_pass(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "weakness", lambda *_: None)

    answer = sign_in("ana").post(
        "/account/password", data={"current": PASSWORD, "new": "aaaaaaaaaaaa"}
    )

    assert answer.status_code == 303
