"""An address whose first word is no studio leads nowhere, for everybody alike."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import SignIn
from tests.trainer.page_text import words
from trainer.tenancy import access

NOWHERE = ["/nobody", "/nobody/", "/nobody/lessons", "/nobody/settings", "/livez", "/robots.txt"]
ODD = ["/healthz/", "/.well-known/security.txt", "/nobody//lessons", "/Harbour"]
EVERYBODY = ["", "ana", "olga", "rhea"]


@pytest.mark.parametrize("path", NOWHERE + ODD)
@pytest.mark.parametrize("who", EVERYBODY)
def test_an_unknown_first_word_is_not_found(
    client: FlaskClient, sign_in: SignIn, path: str, who: str
) -> None:
    answer = (sign_in(who) if who else client).get(path)

    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_a_form_sent_there_is_not_found_either(client: FlaskClient) -> None:
    assert client.post("/nobody/lessons/feet/copies").status_code == 404


def test_before_it_was_looked_up_it_led_to_another_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_find_studio", lambda: None)

    assert [client.get(path).status_code for path in ("/nobody", "/nobody/")] == [308, 302]


def test_a_studio_leads_its_people_in(client: FlaskClient, sign_in: SignIn) -> None:
    ana, rhea = sign_in("ana"), sign_in("rhea")

    assert ana.get("/harbour", follow_redirects=True).request.path == "/harbour/"
    assert client.get("/harbour", follow_redirects=True).request.path == "/sign-in"
    assert [rhea.get(path).status_code for path in ("/harbour", "/harbour/")] == [404, 404]


def test_a_studio_of_others_and_one_that_is_not_there_get_the_same_page(sign_in: SignIn) -> None:
    rhea = sign_in("rhea")

    assert words(rhea.get("/harbour/lessons")) == words(rhea.get("/nobody/lessons"))


def test_one_question_is_asked_of_the_database(
    app: Flask, client: FlaskClient, queries: list[str]
) -> None:
    client.get("/nobody/lessons")

    assert len([query for query in queries if "FROM studio" in query]) == 1
