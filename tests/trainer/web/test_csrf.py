"""No form is taken without the token of its own session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask, g, session
from flask.testing import FlaskClient
from flask_wtf.csrf import validate_csrf
from itsdangerous import URLSafeTimedSerializer
from werkzeug.routing import Rule
from wtforms import ValidationError

from tests.trainer.conftest import ON_SQLITE, Look
from tests.trainer.page_text import values, words
from tests.trainer.world import PASSWORD, email
from trainer.app import create_app
from trainer.config import Config
from trainer.web.csrf import Signer, form_token
from trainer.web.errors import STALE_FORM

pytestmark = ON_SQLITE


@pytest.fixture
def app(app: Flask) -> Flask:
    """The app as it is served."""
    app.config.update(WTF_CSRF_ENABLED=True)
    return app


def token(client: FlaskClient, page: str = "/sign-in") -> str:
    """The token in a page's form."""
    return values(client.get(page))["csrf_token"]


def enter(client: FlaskClient, who: str) -> FlaskClient:
    """Sign in through the form."""
    form = {"email": email(who), "password": PASSWORD, "csrf_token": token(client)}
    assert client.post("/sign-in", data=form).status_code == 303
    return client


def forms(app: Flask) -> list[str]:
    """The address of every form, with an id of 1 wherever one belongs."""

    def address(rule: Rule) -> str:
        given = dict.fromkeys(rule.arguments, "1") | {"studio": "harbour", "slug": "feet"}
        return app.url_map.bind("").build(
            rule.endpoint, {name: given[name] for name in rule.arguments}, method="POST"
        )

    return [
        address(rule) for rule in app.url_map.iter_rules() if {"POST"} & (rule.methods or set())
    ]


def is_refused(client: FlaskClient, address: str, **form: str) -> bool:
    """Whether the page says that the form cannot be taken."""
    answer = client.post(address, data=form)
    return answer.status_code == 400 and STALE_FORM.title in words(answer)


def test_every_form_is_refused_without_its_token(app: Flask, client: FlaskClient) -> None:
    owner = enter(client, "olga")

    assert len(forms(app)) > 15
    assert all(is_refused(owner, address) for address in forms(app))
    assert owner.get("/harbour/settings").status_code == 200


def test_no_form_is_refused_for_its_token_when_it_has_one(app: Flask, client: FlaskClient) -> None:
    for address in forms(app):
        owner = enter(app.test_client(), "olga")
        assert not is_refused(owner, address, csrf_token=token(owner, "/account"))


def test_a_token_of_another_session_is_refused(app: Flask, client: FlaskClient) -> None:
    mine, theirs = enter(client, "olga"), enter(app.test_client(), "ana")

    assert is_refused(mine, "/account", name="Eve", csrf_token=token(theirs, "/account"))


def test_a_token_from_before_signing_in_is_refused(client: FlaskClient) -> None:
    before = token(client)

    assert is_refused(enter(client, "olga"), "/account", name="Eve", csrf_token=before)


@pytest.mark.parametrize("address", ["/account", "/harbour/settings"])
def test_whoever_has_lost_their_session_is_led_by_sign_in_to_the_page_of_the_form(
    client: FlaskClient, address: str
) -> None:
    enter(client, "olga")
    before = token(client, "/account")
    client.delete_cookie("trainer")

    asked = client.post(address, data={"name": "Eve", "csrf_token": before}, follow_redirects=True)

    assert asked.request.path == "/sign-in"
    assert "What you sent was not saved" in words(asked)
    assert values(asked)["next"] == address
    assert "Eve" not in words(enter(client, "olga").get(address))


@pytest.fixture
def over_tls(config: Config) -> Iterator[FlaskClient]:
    """A browser at the same site served over TLS."""
    app = create_app(replace(config, base_url="https://localhost"))
    yield app.test_client()
    app.extensions["storage"].close()


def test_over_tls_a_form_from_another_site_is_refused(over_tls: FlaskClient) -> None:
    page = over_tls.get("/sign-in", base_url="https://localhost")
    form = {
        "email": email("olga"),
        "password": PASSWORD,
        "csrf_token": values(page)["csrf_token"],
    }

    def sent_from(site: str) -> int:
        headers = {"Referer": f"{site}/sign-in"}
        answer = over_tls.post("/sign-in", data=form, base_url="https://localhost", headers=headers)
        return answer.status_code

    assert sent_from("https://evil.example") == 400
    assert sent_from("https://localhost") == 303


def test_a_form_that_was_refused_changed_nothing(client: FlaskClient, look: Look) -> None:
    owner = enter(client, "olga")

    is_refused(owner, "/account", name="Eve")

    assert values(owner.get("/account"))["name"] == "Olga Lind"
    assert urlsplit(owner.get("/").location).path == "/harbour/"


def test_a_token_of_ours_is_one_that_flask_wtf_would_have_signed(app: Flask) -> None:
    theirs = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
    with app.test_request_context():
        session["csrf_token"] = "f" * 40

        ours = form_token()

        assert theirs.loads(ours) == "f" * 40
        validate_csrf(ours)


def test_a_token_signed_with_another_key_is_refused(app: Flask) -> None:
    with app.test_request_context():
        session["csrf_token"] = "f" * 40
        stranger = Signer("s" * 40, salt="wtf-csrf-token")

        with pytest.raises(ValidationError):
            validate_csrf(stranger.dumps("f" * 40))


def test_a_token_is_signed_once_a_request(app: Flask) -> None:
    with app.test_request_context():
        session["csrf_token"] = "f" * 40

        first = form_token()

        assert first == form_token() == g.csrf_token
