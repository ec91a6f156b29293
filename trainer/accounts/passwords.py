"""Passwords: kept as hashes that are slow to make."""

from __future__ import annotations

import unicodedata
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from trainer.web import spelling

hasher = PasswordHasher()

_OLD: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")  # no rule stood here once


def hash_password(password: str) -> str:
    """An Argon2id hash; it takes tens of milliseconds, so never call it inside a transaction."""
    return hasher.hash(spelling.password(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Compare; without a hash (an unknown address) do the same work and say no."""
    wanted = password_hash or _nobody()
    fits = any(_fits(wanted, each) for each in _spellings(password))
    return fits and password_hash is not None


def _spellings(password: str) -> list[str]:
    """The one that is kept now, and those of before: as it was typed, composed and apart."""
    forms = (
        spelling.password(password),
        password,
        *(unicodedata.normalize(f, password) for f in _OLD),
    )
    return list(dict.fromkeys(forms))


def _fits(password_hash: str, password: str) -> bool:
    try:
        return hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _nobody() -> str:
    hashes: dict[str, str] = current_app.extensions.setdefault("nobody", {})
    if not hashes:
        hashes["hash"] = hash_password("an address that nobody has")
    return hashes["hash"]
