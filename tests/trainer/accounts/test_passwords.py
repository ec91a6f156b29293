"""Changing one's password."""

from __future__ import annotations

import unicodedata

import pytest
from flask import Flask

from tests.trainer.conftest import ON_SQLITE, SignIn
from tests.trainer.page_text import words
from tests.trainer.world import PASSWORD, email
from trainer.accounts import passwords
from trainer.accounts.authentication import TOO_MANY, TRIES_AN_ADDRESS
from trainer.accounts.current_password import NOT_CURRENT
from trainer.accounts.passwords import hash_password, is_password
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


COMPOSED = "mañana rocío corazón"
APART = unicodedata.normalize("NFD", COMPOSED)
WIDE = "ｍañana　rocío corazón"


@ON_SQLITE
@pytest.mark.parametrize(("chosen", "typed"), [(COMPOSED, APART), (APART, WIDE), (WIDE, COMPOSED)])
def test_a_password_is_the_same_from_every_keyboard(
    app: Flask, sign_in: SignIn, chosen: str, typed: str
) -> None:
    sign_in("ana").post("/account/password", data={"current": PASSWORD, "new": chosen})

    form = {"email": email("ana"), "password": typed}
    assert app.test_client().post("/sign-in", data=form).status_code == 303


@ON_SQLITE
@pytest.mark.parametrize("kept", [COMPOSED, APART, WIDE])
def test_a_password_from_before_that_rule_still_fits(app: Flask, kept: str) -> None:
    with app.app_context():
        assert is_password(kept, passwords.hasher.hash(kept))


@ON_SQLITE
def test_two_passwords_of_one_form_are_two(app: Flask) -> None:
    with app.app_context():
        assert not is_password(COMPOSED.replace("ñ", "n"), hash_password(COMPOSED))


@ON_SQLITE
@pytest.mark.parametrize("form", ["NFD", "NFKC"])
def test_marks_do_not_make_a_short_password_long(sign_in: SignIn, form: str) -> None:
    short = unicodedata.normalize(form, "ñóñáéíú")  # type: ignore[arg-type]  # a form by its name

    answer = sign_in("ana").post("/account/password", data={"current": PASSWORD, "new": short})

    assert "Use at least 12 characters." in words(answer)
