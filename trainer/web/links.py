"""Links: those that let somebody in are signed, so that rows read from a backup open nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import HTTPException

from trainer.config import Config


def invitation_link(nonce: str) -> str:
    """The whole address of an invitation, on the site's own name whatever the request said."""
    return page_link("acceptances.new", code=str(_signer().dumps(nonce)))


def page_link(endpoint: str, **values: str) -> str:
    """The whole address of a page, for a letter."""
    config: Config = current_app.extensions["config"]
    return config.base_url + current_app.url_map.bind("").build(endpoint, values)


def copy_link(code: str) -> str:
    """The whole address under which anybody sees whether a copy is genuine and current."""
    return page_link("codes.show", copy_code=code)


def invitation_nonce(code: str) -> str | None:
    """What a link carries, or None when we did not sign it."""
    try:
        return str(_signer().loads(code))
    except BadSignature:
        return None


def local_path(text: str | None) -> str | None:
    """A path of this app that answers GET, or None: nothing that could lead to another site."""
    if not text or not text.startswith("/") or text.startswith("//") or not _is_plain(text):
        return None
    try:
        current_app.url_map.bind("").match(urlsplit(text).path, method="GET")
    except HTTPException:
        return None
    return text


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="invitation")


def _is_plain(text: str) -> bool:
    short = len(text) <= 500
    return short and "\\" not in text and all(32 < ord(char) < 127 for char in text)
