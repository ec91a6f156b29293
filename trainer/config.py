"""Configuration: read once from the environment into one frozen object."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_KEY = 32


class UnsafeConfig(Exception):
    """A setting that must not be served: the message says which, and what to set instead."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """Where Trainer keeps its rows, how it is reached, and how it sends mail.

    Each field is the environment variable of the same name in capitals; ``home`` is TRAINER_HOME
    and ``demo`` is TRAINER_DEMO.
    """

    database_url: str
    secret_key: str
    home: Path
    base_url: str = "http://127.0.0.1:8000"
    smtp_url: str | None = None
    demo: bool = False

    def __post_init__(self) -> None:
        if self.production and self.demo:
            raise UnsafeConfig(
                "TRAINER_DEMO lets anyone sign in, so it runs on this machine alone. "
                "Unset it, or set BASE_URL to http://127.0.0.1:8000."
            )
        if self.production and len(self.secret_key) < SHORTEST_KEY:
            raise UnsafeConfig(
                f"SECRET_KEY needs at least {SHORTEST_KEY} characters when BASE_URL is public. "
                "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read the environment; on a loopback address a missing secret key is made and kept."""
        home = Path(environment.get("TRAINER_HOME") or "var").resolve()
        base_url = environment.get("BASE_URL") or cls.base_url
        return cls(
            database_url=environment.get("DATABASE_URL") or f"sqlite:///{home / 'trainer.db'}",
            secret_key=environment.get("SECRET_KEY") or _local_key(home, base_url),
            home=home,
            base_url=base_url.rstrip("/"),
            smtp_url=environment.get("SMTP_URL") or None,
            demo=environment.get("TRAINER_DEMO", "") not in {"", "0"},
        )

    @property
    def production(self) -> bool:
        """Whether others can reach it: BASE_URL is not a loopback address."""
        return not is_loopback(self.host)

    @property
    def mails(self) -> bool:
        """Whether a letter reaches its address, and nobody else: all read those of the demo."""
        return self.smtp_url is not None and not self.demo

    @property
    def secure(self) -> bool:
        """Whether it is reached over TLS."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name of BASE_URL."""
        return urlsplit(self.base_url).hostname or ""


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _local_key(home: Path, base_url: str) -> str:
    if not is_loopback(urlsplit(base_url).hostname or ""):
        return ""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
