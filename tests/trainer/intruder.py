"""An intruder: every header and odd path by which a request might get a say in links."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import product
from typing import Any
from urllib.parse import urlencode

from flask import Flask, url_for
from werkzeug.routing import Map

from tests.waiting import PATIENCE
from trainer import demo
from trainer.app import create_app
from trainer.web import pages

EVIL = "evil.example"
ROOTS = (f"//{EVIL}", "/x", "x", f"https://{EVIL}", "/studio", "/%2e%2e", "/sign-in")
MOUNTS = ("SCRIPT_NAME", "Script-Name", "X-Script-Name", "X-Forwarded-Prefix", "PATH_INFO")
HEADERS: Sequence[Mapping[str, str]] = (
    *({mount: root} for mount, root in product(MOUNTS, ROOTS)),
    {"X-Forwarded-Host": EVIL},
    {"X-Forwarded-Server": EVIL},
    {"X-Forwarded-Port": "6666"},
    {"X-Forwarded-Proto": "evil"},
    {"X-Forwarded-Protocol": "ssl"},
    {"X-Forwarded-Ssl": "on"},
    {"X-Forwarded-For": f'"><a href=//{EVIL}>'},
    {"Forwarded": f"for=1.1.1.1;host={EVIL};proto=evil"},
    {"X-Original-Url": f"//{EVIL}/"},
    {"X-Rewrite-Url": f"//{EVIL}/"},
    {"X-Http-Method-Override": "PUT"},
    {"X-Host": EVIL},
    {"Host": EVIL},
    {"Host": "127.0.0.1:6666"},
    {"Host": "localhost"},
    {"Host": f"127.0.0.1@{EVIL}"},
    {"Host": ""},
    {"Front-End-Https": "on"},
    {"Via": f"1.1 {EVIL}"},
    {"Referer": f"http://{EVIL}/"},
    {"Origin": f"http://{EVIL}"},
    {"User-Agent": f"<a href=//{EVIL}>"},
    {"Accept-Language": EVIL},
    {"Cookie": f"trainer={EVIL}; studio={EVIL}"},
)
PATHS = (
    "/",
    "/sign-in",
    "/no-such-studio/",
    f"/{EVIL}/lessons",
    f"/{demo.SLUG}/",
    f"/{demo.SLUG}/lessons/psoas",
    f"/{demo.SLUG}/memberships",
)
ODD_PATHS = (
    f"//{EVIL}/sign-in",
    f"/{EVIL}//sign-in",
    f"http://{EVIL}/sign-in",
    "/./sign-in",
    "/x/../sign-in",
    "/sign-in;x=y",
    f"/sign-in?next=//{EVIL}/",
    f"/sign-in?endpoint={EVIL}&studio={EVIL}&_external=1&_scheme=evil",
    f"/%2f%2f{EVIL}/sign-in",
    "/SIGN-IN",
    "/static/css/../../sign-in",
    "/c/nobody-has-this",
    "/invitations/nobody-signed-this",
)
# What differs in every answer: tokens and keys of forms, which hold nothing of a link.
TOKEN = re.compile(
    rb'(name="(?:csrf_token|form_key)"[^>]* value=|name="csrf-token" content=)"[^"]*"'
)


def intrude(port: int, cookie: str = "", turns: Iterable[int] = range(len(PATHS))) -> int:
    """Send each header in each turn, at another path in each; how many requests that was.

    In as many turns as there are paths, each header is sent at each of them.
    """
    sent = 0
    for path, headers in _requests(turns):
        _ask(port, path, {**({"Cookie": cookie} if cookie else {}), **headers})
        sent += 1
    return sent


def _requests(turns: Iterable[int]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for turn, (at, headers) in product(turns, enumerate(HEADERS)):
        path = PATHS[(turn + at + at // len(ROOTS)) % len(PATHS)]  # another for each header's roots
        yield path, headers
        for root in set(ROOTS) & set(headers.values()):
            yield root + path, headers  # a mount is only believed where the path lies under it
    yield from ((path, {}) for path in ODD_PATHS)


def seen(port: int, paths: Sequence[str], cookie: str = "") -> dict[str, bytes]:
    """What the next visitor gets at each path, byte for byte but for the tokens of its forms."""
    headers = {"Cookie": cookie} if cookie else {}
    return {path: TOKEN.sub(rb"\1", _ask(port, path, headers)) for path in paths}


def demo_cookie(port: int, person: int) -> str:
    """The cookie of a person of the demo, signed in by one click."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        token = re.search(rb'name="csrf_token"[^>]* value="([^"]+)"', answer.read())
        assert token, "the first page has no form"
        connection.request(
            "POST",
            "/demo/sign-ins",
            urlencode({"csrf_token": token[1].decode(), "person": person}),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": str(answer.headers["Set-Cookie"]).partition(";")[0],
            },
        )
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 303, answer.status
        given = answer.headers.get_all("Set-Cookie") or []
        return "; ".join(each.partition(";")[0] for each in given)


def _ask(port: int, path: str, headers: Mapping[str, str]) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().read()


def careless_app() -> Flask:
    """The app as it would be if it believed its server and remembered links as requests made them:
    the planted fault by which a test shows that it would see one."""
    app = create_app()
    app.wsgi_app = app.wsgi_app._app  # type: ignore[attr-defined, method-assign]  # takes Root away
    pages._built = _as_the_request_says
    return app


@cache
def _as_the_request_says(_: Map, __: str | None, endpoint: str, /, **values: Any) -> str:
    return url_for(endpoint, **values)
