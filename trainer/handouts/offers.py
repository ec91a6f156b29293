"""Offers: the kinds of paper that a studio prints of a lesson, with a picture and what each is."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.candidate import ALSO
from trainer.handouts.kind import Kind
from trainer.handouts.queries.previews import previews
from trainer.tenancy.access import studio_session

_ABOUT = {
    Kind.LESSON: "What is known, what is argued, every exercise, and room for notes.",
    Kind.CARDS: "The exercises to cut apart, four small cards a sheet.",
    Kind.CLIENT: "What to do at home, in plain words, for a client to keep.",
    Kind.DEBATE: "What was said on each question, by whom, and on what evidence.",
    Kind.WORKSHEET: "Every question without its verdict, with lines to write on.",
    Kind.POSTER: "The drawings and their names, large, for the wall.",
    Kind.TERMS: "Each term of the lesson, in a sentence.",
}


@dataclass(frozen=True)
class Offer:
    """A kind, what it is, and the base that pictures it, if one is laid out by now."""

    kind: Kind
    about: str
    preview: int | None


def offers(taught: CurrentEdition, opened: AbstractSet[str]) -> list[Offer]:
    """Every kind, pictured where those rows are open."""
    shown = previews(studio_session(), taught.edition_id, opened)
    return [
        Offer(kind, about, shown.get(kind) or shown.get(ALSO.get(kind, kind)))
        for kind, about in _ABOUT.items()
    ]
