"""Kind: what sort of paper a copy is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a studio prints of a lesson."""

    LESSON = "lesson"
    CARDS = "cards"
    CLIENT = "client"
    DEBATE = "debate"
    WORKSHEET = "worksheet"
    POSTER = "poster"
    TERMS = "terms"

    @property
    def title(self) -> str:  # type: ignore[override]  # of a kind, not of its letters
        """What it is called on paper and on pages."""
        return _TITLES[self]


_TITLES = {
    Kind.LESSON: "Lesson handout",
    Kind.CARDS: "Exercise cards",
    Kind.CLIENT: "Client sheet",
    Kind.DEBATE: "Debate brief",
    Kind.WORKSHEET: "Worksheet",
    Kind.POSTER: "Wall poster",
    Kind.TERMS: "Term list",
}
