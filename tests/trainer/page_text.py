"""What a person reads on a page, what its forms hold, and what a strict policy forbids in it."""

from __future__ import annotations

from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urljoin

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

TICKED = {"radio", "checkbox"}


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.values: dict[str, str] = {}
        self.held: dict[str, list[str]] = {}
        self.links: list[str] = []
        self.buttons: list[str] = []
        self.inline: list[str] = []
        self._select = self._area = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note_value(tag, given)
        self.inline += _inline(tag, given)
        if tag == "a":
            self.links.append(given.get("href", ""))
            self.buttons += [given["href"]] if "button" in given.get("class", "").split() else []

    def _note_value(self, tag: str, given: dict[str, str]) -> None:
        if tag == "input" and "name" in given:
            self.values[given["name"]] = given.get("value", "")
            if given.get("type") not in TICKED or "checked" in given:
                self.held.setdefault(given["name"], []).append(given.get("value", ""))
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]
            self.held[self._select] = [given["value"]]
        if tag == "textarea":
            self._area = given["name"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._area:
            self.held[self._area] = [data.removeprefix("\n").removeprefix("\r\n")]


def words(answer: TestResponse) -> str:
    """The text of a page, with single spaces."""
    return " ".join(" ".join(_Page(answer.text).texts).split())


def values(answer: TestResponse) -> dict[str, str]:
    """What the inputs and selects of a page hold, by name."""
    return _Page(answer.text).values


def held(answer: TestResponse) -> dict[str, list[str]]:
    """What the forms of a page hold, by name; their tokens and what is empty left out."""
    found = _Page(answer.text).held.items()
    return {name: some for name, some in found if any(some) and name != "csrf_token"}


def links(answer: TestResponse) -> list[str]:
    """Where the links of a page lead."""
    return [urljoin(answer.request.path, link) for link in _Page(answer.text).links]


def buttons(answer: TestResponse) -> list[str]:
    """Where those links lead that look like buttons."""
    return [urljoin(answer.request.path, link) for link in _Page(answer.text).buttons]


def inline(html: str) -> list[str]:
    """Scripts, styles and handlers that stand in the page itself."""
    return _Page(html).inline


def cookies(answer: TestResponse) -> SimpleCookie:
    """The cookies that an answer sets."""
    return SimpleCookie("; ".join(answer.headers.getlist("Set-Cookie")))


def everything(app: Flask, answer: TestResponse) -> str:
    """All that was sent: status, headers, body, and what the session's cookie carries.

    Without the number of the request, which is drawn anew for each.
    """
    body = answer.get_data().decode(errors="replace")
    kept = cookies(answer).get("trainer")
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    carried = signer.loads(kept.value) if kept and kept.value and signer else None
    headers = Headers([each for each in answer.headers if each[0] != "X-Request-Id"])
    return f"{answer.status}\n{headers}\n{carried}\n{body}"


def _inline(tag: str, given: dict[str, str]) -> list[str]:
    found = [name for name in given if name.startswith("on") or name == "style"]
    if tag == "style" or (tag == "script" and "src" not in given):
        found.append(tag)
    addresses = (given.get(name, "") for name in ("href", "src", "action", "formaction"))
    return found + [each for each in addresses if each.strip().lower().startswith("javascript:")]
