"""Passwords: kept as hashes that are slow to make."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

hasher = PasswordHasher()


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
