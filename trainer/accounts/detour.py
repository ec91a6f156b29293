"""Detour: the way by signing in to where somebody was, who is not signed in any more."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from flask import Flask, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from flask_login.utils import login_url

from trainer.web.links import local_path

SIGN_IN, SIGN_OUT = "sign_ins.new", "sign_ins.destroy"
NOT_SAVED = (
    "What you sent was not saved, for this device was signed out meanwhile. Sign in, and you are "
    "back at the page that it was for."
)


def init_app(app: Flask) -> None:
    """Lead whoever must sign in first."""
    login = cast("LoginManager", app.login_manager)  # type: ignore[attr-defined]  # set by Flask-Login
    login.unauthorized_handler(_detour)


def _detour() -> ResponseReturnValue:
    """A page is led back to; what was sent is not saved, so that is said, and its page is."""
    if request.method in {"GET", "HEAD"}:
        return redirect(login_url(SIGN_IN, request.url))
    if request.endpoint != SIGN_OUT:
        flash(NOT_SAVED, "failed")
    return redirect(login_url(SIGN_IN, _page_of_the_form()), 303)


def _page_of_the_form() -> str | None:
    """Where the form stood, which may not be where it is sent to."""
    return local_path(_came_from()) or local_path(request.path)


def _came_from() -> str | None:
    try:
        page = urlsplit(request.referrer or "")
    except ValueError:  # whatever was sent, it is no address
        return None
    return f"{page.path}?{page.query}" if page.query else page.path
