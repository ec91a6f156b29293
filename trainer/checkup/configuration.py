"""Configuration: whether what the environment says can be served."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from trainer.checkup.site import Fault, Site
from trainer.mail.smtp import SCHEMES


def configuration(site: Site) -> str:
    """The address of the site and what it keeps its rows in."""
    config = site.config
    if urlsplit(config.base_url).scheme not in {"http", "https"} or not config.host:
        raise Fault("BASE_URL is no address. Write it like https://train.example.com.")
    if config.production and not config.secure:
        raise Fault("BASE_URL is public and not https, so passwords would be sent in the clear.")
    if config.smtp_url and urlsplit(config.smtp_url).scheme not in SCHEMES:
        raise Fault(f"SMTP_URL begins with none of {', '.join(sorted(SCHEMES))}.")
    if not os.access(config.home, os.W_OK | os.X_OK):
        raise Fault(f"TRAINER_HOME, {config.home}, cannot be written by this account.")
    backend = site.storage.read.dialect.name
    return (
        f"{config.base_url}, {backend}, {'production' if config.production else 'on this machine'}"
    )
