"""Links: those that let somebody in are signed, so that rows read from a backup open nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.exceptions import HTTPException

from trainer.config import Config


def invitation_link(nonce: str) -> str:
    """The whole address of an invitation, on the site's own name whatever the request said."""
    return page_link("acceptances.new", code=str(_signer("invitation").dumps(nonce)))


def page_link(endpoint: str, **values: str) -> str:
    """The whole address of a page, for a letter."""
    config: Config = current_app.extensions["config"]
    return config.base_url + current_app.url_map.bind("").build(endpoint, values)


def copy_link(code: str) -> str:
    """The whole address under which anybody sees whether a copy is genuine and current."""
    return page_link("codes.show", copy_code=code)


def reset_link(nonce: str) -> str:
    """The whole address at which somebody chooses a new password."""
    return page_link("resets.edit", reset_code=str(_signer("reset").dumps(nonce)))


def invitation_nonce(code: str) -> str | None:
    """What the link of an invitation carries, or None when we did not sign it."""
    return _carried(code, "invitation")


def reset_nonce(code: str) -> str | None:
    """What the link to a new password carries, or None when we did not sign it."""
    return _carried(code, "reset")


def local_path(text: str | None) -> str | None:
    """A path of this app that answers GET, or None: nothing that could lead to another site."""
    if not text or not text.startswith("/") or text.startswith("//") or not _is_plain(text):
        return None
    try:
        current_app.url_map.bind("").match(urlsplit(text).path, method="GET")
    except HTTPException:
        return None
    return text


def _carried(code: str, what: str) -> str | None:
    try:
        return str(_signer(what).loads(code))
    except BadSignature:
        return None


def _signer(what: str) -> URLSafeSerializer:
    """By what it lets somebody do: no link can be taken for one of another kind."""
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=what)


def _is_plain(text: str) -> bool:
    short = len(text) <= 500
    return short and "\\" not in text and all(32 < ord(char) < 127 for char in text)
