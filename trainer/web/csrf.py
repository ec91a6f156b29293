"""CSRF: each form brings the token of its own session, and a POST without it is refused."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode

NAME, SALT = "csrf_token", "wtf-csrf-token"  # as Flask-WTF has them

csrf = CSRFProtect()


class Signer(URLSafeTimedSerializer):
    """Signs a token that Flask-WTF reads as one of its own.

    It does not try first whether the token would be shorter compressed: for forty letters that
    takes each page as long as a query does.
    """

    def dump_payload(self, obj: Any) -> bytes:
        """The token as it stands in front of its signature."""
        return base64_encode(self.serializer.dumps(obj))


def init_app(app: Flask) -> None:
    """Refuse what brings no token, and let templates write it."""
    csrf.init_app(app)
    app.extensions["csrf_signer"] = Signer(str(app.secret_key), salt=SALT)
    app.jinja_env.globals[NAME] = form_token


def form_token() -> str:
    """The token of this session, signed once a request; a session without one gets it."""
    if NAME in session and NAME not in g:
        signer: Signer = current_app.extensions["csrf_signer"]
        setattr(g, NAME, signer.dumps(session[NAME]))
    token: str = generate_csrf()
    return token
