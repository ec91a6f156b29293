"""What every answer says to a browser, and what is asked of a password."""

from __future__ import annotations

from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, Response, abort, current_app, request
from werkzeug.exceptions import HTTPException, SecurityError

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

LARGEST_FORM = 256 * 1024

A_YEAR = 365 * 24 * 60 * 60
STRICT_TRANSPORT = f"max-age={A_YEAR}; includeSubDomains"

hasher = PasswordHasher()


def init_app(app: Flask) -> None:
    """Set the headers on every answer, errors included; refuse what no form or database takes."""
    app.before_request(_refuse_host)
    app.before_request(_limit_form)
    app.before_request(_refuse_nul)
    app.after_request(_set_headers)


def _refuse_host() -> None:
    """No page is made for a host name that is not ours, whatever else is wrong."""
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception


def _limit_form() -> None:
    """A form without a file is read into memory at once."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_FORM


def _refuse_nul() -> None:
    """PostgreSQL keeps no NUL in a text, and nobody types one."""
    sent = (request.path, *request.args.values(), *request.form.values())
    if any("\0" in text for text in sent):
        abort(400)


def _set_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)  # no page sets one of these itself
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    if request.endpoint == "static" and response.status_code < 400:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def hash_password(password: str) -> str:
    """An Argon2id hash; it takes tens of milliseconds, so never call it inside a transaction."""
    return hasher.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Compare; without a hash (an unknown address) do the same work and say no."""
    try:
        return hasher.verify(password_hash or _nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def _nobody() -> str:
    hashes: dict[str, str] = current_app.extensions.setdefault("nobody", {})
    if not hashes:
        hashes["hash"] = hash_password("an address that nobody has")
    return hashes["hash"]


def local_path(text: str | None) -> str | None:
    """A path of this app that answers GET, or None: nothing that could lead to another site."""
    if not text or not text.startswith("/") or text.startswith("//") or not _is_plain(text):
        return None
    try:
        current_app.url_map.bind("").match(urlsplit(text).path, method="GET")
    except HTTPException:
        return None
    return text


def _is_plain(text: str) -> bool:
    short = len(text) <= 500
    return short and "\\" not in text and all(32 < ord(char) < 127 for char in text)
