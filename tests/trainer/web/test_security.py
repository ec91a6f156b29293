"""Paths that stay on the site, forms with their token, and what every answer tells a browser."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from trainer.app import create_app
from trainer.config import Config
from trainer.web.links import local_path

SITE = "https://train.example.com"
ELSEWHERE = [
    "https://evil.example",
    "http:evil.example",
    "//evil.example",
    "//evil.example/harbour/",
    "///evil.example",
    "////evil.example",
    "//[",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "/harbour/\r\nLocation: https://evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\u2028/evil.example",
    "/／evil.example",
    "／／evil.example",
    "/.//evil.example",
    "/harbour//evil.example/..//",
    "javascript:alert(1)",
    "data:text/html,evil",
    "evil.example",
    "@evil.example",
    ".evil.example",
    ":80",
    "?next=//evil.example",
    "/\x00/evil.example",
    "/" + "a" * 600,
]


@pytest.fixture(scope="module")
def quiet_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An app whose database nobody asks."""
    home = tmp_path_factory.mktemp("quiet")
    return create_app(Config(database_url="sqlite://", secret_key="k" * 40, home=home))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_path_that_could_leave_the_site_is_refused(quiet_app: Flask, target: str) -> None:
    with quiet_app.app_context():
        assert local_path(target) is None


@pytest.mark.parametrize("target", ["/sign-out", "/nothing/like/this/at/all", "", None])
def test_a_path_that_no_page_answers_is_refused(quiet_app: Flask, target: str | None) -> None:
    with quiet_app.app_context():
        assert local_path(target) is None


@pytest.mark.parametrize(
    "target", ["/", "/studios", "/harbour/", "/harbour/lessons?query=feet", "/harbour/lessons/feet"]
)
def test_a_page_of_this_site_is_accepted(quiet_app: Flask, target: str) -> None:
    with quiet_app.app_context():
        assert local_path(target) == target


PIECES = st.sampled_from(["/", "\\", "//", "evil.example", ":", "@", "..", "\t", "%2f", "?", "#"])
TARGETS = st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join)


@given(TARGETS | TARGETS.map("/".__add__))
def test_whatever_is_accepted_stays_on_the_site(quiet_app: Flask, target: str) -> None:
    with quiet_app.app_context():
        accepted = local_path(target)

    if accepted is not None:
        seen_by_browser = urljoin(f"{SITE}/sign-in", accepted.replace("\\", "/").strip())
        assert urlsplit(seen_by_browser)[:2] == urlsplit(SITE)[:2]
