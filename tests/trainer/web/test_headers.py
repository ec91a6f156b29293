"""What every answer tells a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.trainer.conftest import ON_SQLITE, SignIn
from trainer.app import create_app
from trainer.config import Config

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SHEET = "/static/css/app.css"
SITE = "https://train.example.com"


def answers(client: FlaskClient) -> Iterator[tuple[int, TestResponse]]:
    """One answer of every sort, with the status it should have."""
    yield 200, client.get("/account")
    yield 200, client.get("/harbour/")
    yield 200, client.get("/harbour/theme.css")
    yield 303, client.get("/")
    yield 308, client.get("/harbour")
    yield 403, client.get("/harbour/settings")
    yield 404, client.get("/no/such/page/anywhere")
    yield 404, client.get("/static/nothing.css")
    yield 405, client.get("/account/password")
    yield 413, client.post("/account", data={"name": "n" * 4_000_000})
    yield 422, client.post("/account", data={"name": ""})
    yield 200, client.options("/account")
    yield 200, client.head("/account")


@ON_SQLITE
def test_every_answer_carries_every_header(sign_in: SignIn) -> None:
    for status, answer in answers(sign_in("ana")):
        assert answer.status_code == status, answer.request.path
        said = {name: answer.headers.getlist(name) for name in ALWAYS}
        assert said == {name: [words] for name, words in ALWAYS.items()}


@ON_SQLITE
def test_a_fault_of_ours_carries_them_too(app: Flask, sign_in: SignIn) -> None:
    def broken() -> str:
        raise RuntimeError

    ana = sign_in("ana")
    app.config.update(TESTING=False)
    app.view_functions["homes.show"] = broken

    answer = ana.get("/harbour/")

    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == "no-store"


@ON_SQLITE
def test_no_page_is_kept_by_the_browser(sign_in: SignIn) -> None:
    for status, answer in answers(sign_in("ana")):
        if not answer.request.path.endswith("theme.css"):
            assert answer.headers["Cache-Control"] == "no-store", (status, answer.request.path)


@ON_SQLITE
def test_a_static_file_is_kept_for_a_year(client: FlaskClient) -> None:
    answer = client.get(SHEET, buffered=True)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


@ON_SQLITE
def test_what_anybody_may_keep_sets_no_cookie(sign_in: SignIn) -> None:
    assert "Set-Cookie" not in sign_in("ana").get(SHEET, buffered=True).headers


@ON_SQLITE
def test_pages_that_differ_by_person_say_so(sign_in: SignIn) -> None:
    assert sign_in("ana").get("/account").headers["Vary"] == "Cookie"


@pytest.mark.parametrize("path", ["/", SHEET, "/nothing/at/all/here"])
def test_a_site_over_tls_asks_to_be_reached_so_for_a_year(tmp_path: object, path: str) -> None:
    local = Config(database_url="sqlite://", secret_key="k" * 40, home=tmp_path)  # type: ignore[arg-type]
    public = create_app(replace(local, base_url=SITE)).test_client()
    plain = create_app(local).test_client()

    asked = public.get(path, base_url=SITE, buffered=True).headers["Strict-Transport-Security"]

    assert asked == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in plain.get(path, buffered=True).headers


@ON_SQLITE
def test_nothing_is_said_of_the_software(client: FlaskClient) -> None:
    assert not {"X-Powered-By", "Server"} & set(client.get("/").headers.keys())
