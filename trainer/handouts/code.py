"""Code: what the link of a copy carries."""

from __future__ import annotations

import secrets
import unicodedata

# Crockford's digits: none looks like another, in print or when it is read aloud.
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 16  # 80 bits
_LONGEST = 200  # of what somebody types; no code with marks between its letters is longer


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(_DIGITS) for _ in range(CODE_LENGTH))


def plain_code(typed: str) -> str:
    """A code as it is kept, however somebody has typed it: letters and digits alone count."""
    plain = unicodedata.normalize("NFKC", typed[:_LONGEST]).casefold()
    return "".join(char for char in plain if char.isalnum()).translate(_MISREAD)


# How Crockford reads what people mistake for a digit.
_MISREAD = str.maketrans("oil", "011")
