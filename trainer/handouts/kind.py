"""Kind: what a handout is for, and the paper it is on."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Paper = Literal["A4", "Letter"]
Format = Literal["A4", "Letter", "A3", "Tabloid"]
_LARGE: dict[Paper, Format] = {"A4": "A3", "Letter": "Tabloid"}


class Kind(StrEnum):
    """What can be printed of a lesson."""

    LESSON = "lesson"
    CARDS = "cards"
    CLIENT = "client"
    DEBATE = "debate"
    WORKSHEET = "worksheet"
    POSTER = "poster"
    TERMS = "terms"

    @property
    def title(self) -> str:  # type: ignore[override] # nobody asks a kind for itself in capitals
        """What people call it."""
        return _TITLES[self]

    @property
    def asks_what_is_open(self) -> bool:
        """Whether it may show verdicts, so that it differs with the rows that are open."""
        return self in {Kind.LESSON, Kind.DEBATE}

    @property
    def is_slim(self) -> bool:
        """Whether whose copy it is stands on every card of it, in a slim strip."""
        return self is Kind.CARDS

    def paper(self, studio: Paper) -> Format:
        """The paper it is on in a studio that prints on that."""
        return _LARGE[studio] if self is Kind.POSTER else studio


_TITLES = {
    Kind.LESSON: "Lesson handout",
    Kind.CARDS: "Exercise cards",
    Kind.CLIENT: "Client sheet",
    Kind.DEBATE: "Debate brief",
    Kind.WORKSHEET: "Worksheet",
    Kind.POSTER: "Wall poster",
    Kind.TERMS: "Term list",
}
