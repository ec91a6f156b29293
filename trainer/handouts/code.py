"""Code: what the link of a copy carries."""

from __future__ import annotations

import secrets

# Crockford's digits: none looks like another, in print or when it is read aloud.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 16  # 80 bits


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(_DIGITS) for _ in range(CODE_LENGTH))


def plain_code(typed: str) -> str:
    """A code as it is kept, however somebody has typed it."""
    return typed.casefold().replace("-", "").translate(_MISREAD)


# How Crockford reads what people mistake for a digit.
_MISREAD = str.maketrans("oil", "011")
