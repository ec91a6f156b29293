"""The pictures of `make screens`: no page is forgotten, and paper is taken page by page."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser
from weasyprint import HTML

from tests.journeys.site import serving
from tests.screens import LOOKS, NO_PAGES, VISITORS, take, visit, visitors_of
from trainer.app import create_app
from trainer.config import Config
from trainer.tenancy.policy import POLICIES, Policy, Who

PHONE_IN_THE_DARK = LOOKS[1]
PNG = b"\x89PNG"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(Config(database_url="sqlite://", secret_key="k" * 40, home=tmp_path))


def test_every_page_is_pictured(app: Flask) -> None:
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert set(visitors_of(app)) == pages - NO_PAGES


def test_a_new_page_is_looked_at_by_the_least_that_may(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.add_url_rule("/planted", endpoint="planted.show", view_func=str)
    monkeypatch.setitem(POLICIES, "planted.show", Policy(Who.MANAGER))

    assert visitors_of(app)["planted.show"] == ("manager",)


def test_a_visitor_of_no_page_is_noticed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VISITORS, "gone.show", (None,))

    with pytest.raises(LookupError, match=r"gone\.show"):
        visitors_of(app)


def test_a_page_becomes_one_picture(press: str, browser: Browser, tmp_path: Path) -> None:
    with visit(browser, press, PHONE_IN_THE_DARK, None) as context:
        take(context, "/page", tmp_path / "page-390-dark.png")

    (picture,) = tmp_path.iterdir()
    assert picture.name == "page-390-dark.png"
    assert picture.read_bytes().startswith(PNG)


def test_a_pdf_becomes_a_picture_of_each_page(press: str, browser: Browser, tmp_path: Path) -> None:
    with visit(browser, press, PHONE_IN_THE_DARK, None) as context:
        take(context, "/paper", tmp_path / "paper-390-dark.png")

    pictures = sorted(tmp_path.iterdir())
    assert [picture.name for picture in pictures] == [
        "paper-390-dark-1.png",
        "paper-390-dark-2.png",
    ]
    assert all(picture.read_bytes().startswith(PNG) for picture in pictures)


@pytest.fixture
def press() -> Iterator[str]:
    """The address of a site with a page, and a paper of two pages."""
    app = Flask("press")
    pdf = HTML(string='<p>One</p><p style="break-before: page">Two</p>').write_pdf()
    app.add_url_rule("/page", endpoint="page", view_func=lambda: "<h1>Psoas</h1>")
    app.add_url_rule("/paper", view_func=lambda: Response(pdf, mimetype="application/pdf"))
    with socket.create_server(("127.0.0.1", 0)) as listening, serving(app, listening):
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
