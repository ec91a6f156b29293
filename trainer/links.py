"""Links that let somebody in: signed, so that rows read from a backup open nothing."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from trainer.config import Config


def invitation_link(nonce: str) -> str:
    """The whole address of an invitation, on the site's own name whatever the request said."""
    config: Config = current_app.extensions["config"]
    path = current_app.url_map.bind("").build("acceptances.new", {"code": _signer().dumps(nonce)})
    return config.base_url + path


def invitation_nonce(code: str) -> str | None:
    """What a link carries, or None when we did not sign it."""
    try:
        return str(_signer().loads(code))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="invitation")
