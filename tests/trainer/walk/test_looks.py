"""Nothing is taken as answered that could be answered otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask import Flask, request

from tests.trainer.walk.looks import Looks
from trainer.app import Site
from trainer.web import headers

WAYS: dict[str, Callable[[], object]] = {
    "by name": lambda: request.values["name"],
    "by name, perhaps": lambda: request.values.get("name"),
    "as one of several": lambda: request.values.getlist("name"),
    "whether it is there": lambda: "name" in request.values,
    "name by name": lambda: list(request.values),
    "one by one": lambda: list(request.args.items()) + list(request.form.items()),
    "list by list": lambda: list(request.args.lists()) + list(request.form.lists()),
    "value by value": lambda: [*request.args.values(), *request.form.values()],
    "as a dictionary": lambda: request.args.to_dict() | request.form.to_dict(),
    "as a copy": lambda: (request.args.copy(), request.form.copy()),
    "unpacked": lambda: {**request.args, **request.form},
    "as a new dictionary": lambda: (dict(request.args), dict(request.form)),
    "as words": lambda: f"{request.args}{request.form}",
    "compared": lambda: request.args == {} and request.form == {},
    "whether there is any": lambda: bool(request.args or request.form),
    "how many there are": lambda: len(request.args) + len(request.form),
    "raw": lambda: (request.query_string, request.get_data()),
    "as the address": lambda: (request.url, request.get_data()),
    "as the full path": lambda: (request.full_path, request.data),
    "as a stream": lambda: (request.query_string, request.stream.read()),
}
ASKED = {"GET": "query_string", "POST": "data"}


@pytest.fixture
def site() -> Flask:
    """An app that refuses NUL, as ours does."""
    app = Site(__name__)
    app.before_request(headers._refuse_nul)
    return app


@pytest.fixture
def looks(site: Flask) -> Iterator[Looks[str]]:
    """What is looked at in that app."""
    noting = Looks[str]()
    with noting.noted(site):
        yield noting


def asked(site: Flask, looks: Looks[str], method: str, body: Mapping[str, str]) -> None:
    """Ask, and remember."""
    looks.begin()
    given: dict[str, Any] = {ASKED[method]: body}
    answer = site.test_client().open("/", method=method, **given)
    assert answer.status_code == 200
    looks.keep(method, body, answer.text)


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize("look", WAYS.values(), ids=WAYS.keys())
def test_a_field_that_is_looked_at_is_asked_again(
    site: Flask, looks: Looks[str], look: Callable[[], object], method: str
) -> None:
    site.add_url_rule("/", view_func=lambda: repr(look()), methods=[method])

    asked(site, looks, method, {"name": "Ana"})

    assert looks.recall(method, {"name": "Ana"}) is not None
    assert looks.recall(method, {}) is None


@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize("look", ["by name", "one by one", "raw", "as the full path"])
def test_another_value_is_asked_again(
    site: Flask, looks: Looks[str], look: str, method: str
) -> None:
    site.add_url_rule("/", view_func=lambda: repr(WAYS[look]()), methods=[method])

    asked(site, looks, method, {"name": "Ana"})

    assert looks.recall(method, {"name": "Bruno"}) is None


@pytest.mark.parametrize("method", ASKED)
def test_a_field_that_nobody_looks_at_is_not(site: Flask, looks: Looks[str], method: str) -> None:
    site.add_url_rule("/", view_func=lambda: request.values.get("role", "none"), methods=[method])

    asked(site, looks, method, {"name": "Ana"})

    assert looks.recall(method, {"name": "Bruno"}) == "none"
    assert looks.recall(method, {"name": "Ana", "role": "owner"}) is None
    assert looks.recall("another question", {"name": "Ana"}) is None


def test_an_app_makes_its_own_requests_again_afterwards(site: Flask) -> None:
    before = (site.request_class, list(site.before_request_funcs[None]))

    with Looks[str]().noted(site):
        assert site.request_class is not before[0]

    assert (site.request_class, site.before_request_funcs[None]) == before
