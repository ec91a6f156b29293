"""Wherever a name is typed, what nobody can see is refused at its field."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.trainer.conftest import Invite, Look, SignIn, on_sqlite
from tests.trainer.page_text import values, words
from tests.trainer.web.test_spelling import EMPTY
from trainer.accounts.models.invitation import Invitation
from trainer.study.models.practice import Practice
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio
from trainer.web import spelling

HIDDEN = ("Ina\u202eRoth", "\u2066Ina", "Ina\u200bRoth", "\ufeffIna", "Ina\x1b[31m", "Ina\x07")
SAID = "There is a character in it that cannot be seen"
GUEST = {"email": "nina@example.com", "role": "instructor", "location": ""}
LOOKS = {"colour": "#3c6a5a", "paper": "A4", "time_zone": "Europe/London"}
FORMS = {
    "account": ("/account", {}),
    "studio": ("/harbour/settings", LOOKS),
    "location": ("/harbour/locations", {}),
    "invitation": ("/harbour/invitations", GUEST),
}


def send(client: FlaskClient, form: str, name: str) -> tuple[int, str, str]:
    """Save a form with that name: the status, the words, and what its field then holds."""
    path, rest = FORMS[form]
    answer = client.post(path, data=rest | {"name": name})
    kept = values(answer).get("name", "") if answer.status_code == 422 else ""
    return answer.status_code, words(answer), kept


def names(look: Look) -> set[str]:
    """Every name that is kept."""
    return {
        name
        for model in (Person, Studio, Location, Invitation)
        for name in look(sa.select(model.name))
    }


@on_sqlite
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", HIDDEN, ids=ascii)
def test_a_hidden_character_is_refused_with_what_to_do(
    sign_in: SignIn, look: Look, form: str, name: str
) -> None:
    before = names(look)

    status, said, kept = send(sign_in("olga"), form, name)

    assert (status, kept) == (422, name)
    assert SAID in said
    assert "type it by hand, without pasting" in said
    assert names(look) == before


@on_sqlite
@pytest.mark.parametrize("name", EMPTY, ids=ascii)
def test_a_name_that_shows_nothing_is_missing(sign_in: SignIn, name: str) -> None:
    status, said, _ = send(sign_in("olga"), "invitation", name)

    assert status == 422
    assert "Write the person's name." in said


@on_sqlite
def test_a_line_break_in_a_name_is_refused(sign_in: SignIn, look: Look) -> None:
    status, said, _ = send(sign_in("olga"), "invitation", "Ana\r\nBcc: x@example.com")

    assert status == 422
    assert "Write it on one line." in said


@on_sqlite
@pytest.mark.parametrize("form", FORMS)
def test_names_of_every_script_are_kept_in_one_spelling(
    sign_in: SignIn, look: Look, form: str
) -> None:
    status, _, _ = send(sign_in("olga"), form, " علی\u200cرضا  Sia\u0302n ")

    assert status == 303
    assert "علی\u200cرضا Siân" in names(look)


@on_sqlite
@pytest.mark.parametrize("name", HIDDEN, ids=ascii)
def test_a_newcomer_is_told_too(client: FlaskClient, invite: Invite, name: str) -> None:
    sent = {"name": name, "password": "four words to come in"}

    answer = client.post(invite("nina"), data=sent)

    assert answer.status_code == 422
    assert SAID in words(answer)


@on_sqlite
def test_a_qualification_is_a_line_like_a_name(sign_in: SignIn) -> None:
    exercise = "/harbour/lessons/feet/exercises/stand/sign-offs"

    answer = sign_in("olga").post(exercise, data={"qualification": "Teacher\u202e2014"})

    assert answer.status_code == 422
    assert SAID in words(answer)


@on_sqlite
def test_what_one_noticed_keeps_its_lines_and_drops_what_nobody_sees(
    sign_in: SignIn, look: Look
) -> None:
    typed = {"ease_before": "3", "ease_after": "6", "words": "\ufeffLonger.\r\nLighter\u202e.\x07"}

    sign_in("ana").post("/harbour/lessons/feet/exercises/stand/practices", data=typed)

    assert look(sa.select(Practice.words)) == ["Longer.\nLighter."]


@on_sqlite
def test_a_rule_that_only_trims_lets_them_in(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, look: Look
) -> None:
    monkeypatch.setattr(spelling, "fault", lambda _: None)

    status, _, _ = send(sign_in("olga"), "account", HIDDEN[0])

    assert status == 303
    assert HIDDEN[0] in names(look)
