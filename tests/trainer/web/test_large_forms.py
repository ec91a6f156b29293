"""A form that is larger than any of ours is refused in our words, whoever sends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE
from tests.trainer.page_text import words
from trainer.app import create_app
from trainer.config import Config
from trainer.web import headers
from trainer.web.errors import EXPLANATIONS

pytestmark = ON_SQLITE

FORM = "application/x-www-form-urlencoded"
MANY_FIELDS = "&".join(f"field-{number:06}=x" for number in range(20_000))
ONE_FIELD = "email=" + "x" * 300_000
LARGE = pytest.mark.parametrize(
    ("body", "kind"),
    [(MANY_FIELDS, FORM), (ONE_FIELD, FORM), (ONE_FIELD, "text/plain"), (ONE_FIELD, "")],
    ids=["many fields", "one field", "text", "no kind"],
)


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The app as it is served: with CSRF tokens, which are looked for in the form."""
    app = create_app(config)
    yield app
    app.extensions["storage"].close()


@LARGE
def test_a_large_form_is_too_large(client: FlaskClient, body: str, kind: str) -> None:
    answer = client.post("/sign-in", data=body, content_type=kind)

    assert answer.status_code == 413
    assert EXPLANATIONS[413].title in words(answer)
    assert EXPLANATIONS[413].text in words(answer)


def test_many_parts_are_too_large(client: FlaskClient) -> None:
    parts = {f"field-{number}": "x" for number in range(2_000)}

    answer = client.post("/sign-in", data=parts, content_type="multipart/form-data")

    assert answer.status_code == 413


def test_a_form_of_a_usual_size_is_read(client: FlaskClient) -> None:
    body = "email=" + "x" * 200_000

    assert client.post("/sign-in", data=body, content_type=FORM).status_code == 400


@LARGE
def test_without_the_limit_it_would_be_misunderstood(
    config: Config, body: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headers, "_limit_form", lambda: None)
    app = create_app(config)

    answer = app.test_client().post("/sign-in", data=body, content_type=kind)
    app.extensions["storage"].close()

    assert answer.status_code == 400
