"""Surname: by which name a stack of paper is sorted, as a studio would file it."""

from __future__ import annotations

import re
import unicodedata

# Han, kana and hangul: a name in these begins with the family's.
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def filed_under(name: str) -> tuple[str, str]:
    """What a name is sorted by: its surname, and then all of it, whatever accents it has."""
    words = name.split() or [name]
    surname = words[0] if _FAMILY_FIRST.search(name) else words[-1]
    return _bare(surname), _bare(name)


def _bare(text: str) -> str:
    """Without accents and in one case."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
