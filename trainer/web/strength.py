"""How hard a password is to guess, for somebody who has the lists that everybody has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zxcvbn import zxcvbn

STRONG = 3  # zxcvbn's scale ends at 4: here it takes a hundred million guesses or more
# Its work grows quickly with the length, and what begins well does not end badly.
LOOKED_AT = 24
SHORTEST_WORD = 3

COMMON = (
    "This password is easy to guess: it is on the lists of common ones, or of their kind. Choose "
    "three or four words that have nothing to do with each other."
)
OWN = (
    "This password is made of your name, your address or your studio's name. Choose three or four "
    "words that have nothing to do with you."
)


def weakness(password: str, about: Iterable[str] = ()) -> str | None:
    """What is wrong with a password, or None; ``about`` is what others know of its owner."""
    plain = password.casefold()
    without = _without(plain, about)
    if _is_strong(without):
        return None
    return COMMON if without == plain else OWN


def _is_strong(text: str) -> bool:
    # Words of its owner are not given to zxcvbn, which would keep them for whoever asks next.
    return bool(text) and int(zxcvbn(text[:LOOKED_AT])["score"]) >= STRONG


def _without(text: str, about: Iterable[str]) -> str:
    """What is left of it once the words about its owner are taken out, the longest first."""
    words = {word for each in about for word in (each.casefold(), *_words(each.casefold()))}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if len(word) >= SHORTEST_WORD:
            text = text.replace(word, "")
    return text


def _words(text: str) -> list[str]:
    return re.split(r"[\W_]+", text)
