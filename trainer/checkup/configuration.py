"""Configuration: whether what the environment says can be served."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import sqlalchemy as sa

from trainer.checkup.site import Fault, Site
from trainer.config import Config
from trainer.mail.smtp import SCHEMES


def configuration(site: Site) -> str:
    """The address of the site and what it keeps its rows in."""
    config, backend = site.config, sa.make_url(site.config.database_url).get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise Fault("DATABASE_URL begins with neither sqlite: nor postgresql:.")
    _look_at_address(config)
    if config.smtp_url and urlsplit(config.smtp_url).scheme not in SCHEMES:
        raise Fault(f"SMTP_URL begins with none of {', '.join(sorted(SCHEMES))}.")
    if not os.access(config.home, os.W_OK | os.X_OK):
        raise Fault(f"TRAINER_HOME, {config.home}, cannot be written by this account.")
    return f"{config.base_url}, {backend}, {'public' if config.production else 'on this machine'}"


def _look_at_address(config: Config) -> None:
    if urlsplit(config.base_url).scheme not in {"http", "https"} or not config.host:
        raise Fault("BASE_URL is no address. Write it like https://train.example.com.")
    if config.production and not config.secure:
        raise Fault("BASE_URL is public and not https, so passwords would be sent in the clear.")
