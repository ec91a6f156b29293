"""The application."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from trainer import routes
from trainer.accounts import detour
from trainer.config import Config
from trainer.storage.engines import Storage
from trainer.tenancy import access
from trainer.tenancy.models.sign_in import LASTS
from trainer.web import csrf, errors, headers, logbook, pages
from trainer.web.request import Request
from trainer.web.root import Root

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent.parent / "templates"
LARGEST_REQUEST = 3 * 1024 * 1024
LOCAL_NAMES = ["127.0.0.1", "localhost"]


class Site(Flask):
    """Flask with our own requests and templates."""

    request_class = Request
    jinja_environment = pages.Templates
    jinja_options = {"cache_size": -1}  # noqa: RUF012  (Flask's) # keep all: they are few

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Take it as it is: none is a coroutine, and each is asked for at every request."""
        return func

    def log_exception(self, exc_info: Any) -> None:
        """Tell that it was our fault; Flask's own words quote the address, which may be a key."""
        log.error("a fault of ours", exc_info=exc_info)


def create_app(config: Config | None = None) -> Flask:
    """Build the app from a configuration, or from the environment."""
    config = config or Config.from_environment(os.environ)
    app = Site(__name__, template_folder=str(TEMPLATES))
    app.extensions["config"] = config
    app.config.update(_settings(config))
    app.wsgi_app = Root(app.wsgi_app, urlsplit(config.base_url).scheme)  # type: ignore[assignment, method-assign]  # Flask's own way
    if config.production:
        # A public site has one proxy in front that ends TLS and names the caller.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)  # type: ignore[method-assign]  # the same
    headers.init_app(app)  # limits a form before anything reads it
    csrf.init_app(app)
    access.init_app(app, Storage.connect(config.database_url))
    detour.init_app(app)
    errors.init_app(app)
    logbook.init_app(app)
    pages.init_app(app)
    routes.init_app(app)
    return app


def _settings(config: Config) -> dict[str, object]:
    return {
        "DEMO": config.demo,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": headers.LARGEST_FORM,
        "PERMANENT_SESSION_LIFETIME": LASTS,
        "PREFERRED_URL_SCHEME": urlsplit(config.base_url).scheme,
        "SECRET_KEY": config.secret_key,
        "SEND_FILE_MAX_AGE_DEFAULT": headers.A_YEAR,
        "SESSION_COOKIE_NAME": "__Host-trainer" if config.secure else "trainer",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "TRUSTED_HOSTS": [config.host] if config.production else LOCAL_NAMES,
        "WTF_CSRF_TIME_LIMIT": None,
    }
