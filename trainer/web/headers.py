"""What every answer says to a browser, and what is asked of every request."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request
from werkzeug.exceptions import SecurityError

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
