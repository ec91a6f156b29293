"""Links that let somebody in."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from trainer.app import create_app
from trainer.config import Config
from trainer.web.links import invitation_link, invitation_nonce

SITE = "https://train.example.com"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A public site whose database nobody asks."""
    home: Path = tmp_path_factory.mktemp("links")
    return create_app(
        Config(database_url="sqlite://", secret_key="k" * 40, home=home, base_url=SITE)
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "train.example.com:8443"},
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
        {"Forwarded": "host=evil.example;proto=http"},
        {"X-Forwarded-Prefix": "/evil"},
    ],
)
def test_a_link_names_this_site_whatever_the_request_says(
    app: Flask, headers: dict[str, str]
) -> None:
    with app.test_request_context(base_url=SITE, headers=headers):
        assert invitation_link("nonce").startswith(f"{SITE}/invitations/")


def test_a_link_carries_its_nonce(app: Flask) -> None:
    with app.app_context():
        link = invitation_link("a nonce")

        assert invitation_nonce(link.rpartition("/")[2]) == "a nonce"


@given(st.text() | st.from_regex(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{27}", fullmatch=True))
def test_a_code_that_we_did_not_sign_carries_nothing(app: Flask, code: str) -> None:
    with app.app_context():
        assert invitation_nonce(code) is None
