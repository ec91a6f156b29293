"""Deck: exercises cut into cards, each side with as much as it holds and nothing left out.

What a side holds is known when it is laid out. So the pieces are laid out first on pages of the
size of a side, and then put where they fell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from lessons.exercise import Precaution, Step
from trainer.handouts.document.card import Card
from trainer.handouts.document.cards import CardsSheet

NO_ROOM = "Read this one in the lesson: a card has no room for all that it asks you to heed."
WORDS = "Words for a client"
_CUES = {"verbal": "Say", "imagery": "Picture", "tactile": "Touch"}


class Piece(NamedTuple):
    """What a card never breaks: a line or a few, with what stands above or before it."""

    ref: str
    text: str
    head: str = ""
    shape: str = ""
    number: int = 0
    took: str = ""
    signs: bool = False

    @property
    def stays(self) -> bool:
        """Whether it stays with the piece before it: steps do, and a signature."""
        return self.signs or self.number > 1


class Deck(NamedTuple):
    """The pieces of one exercise."""

    name: str
    about: str
    pieces: tuple[Piece, ...]


class Side(NamedTuple):
    """One side of a card; without pieces it is for notes."""

    name: str
    about: str
    number: int
    pieces: tuple[Piece, ...]


def decks(sheet: CardsSheet) -> tuple[Deck, ...]:
    """Everything that is to be on cards."""
    cards = (
        Deck(card.name, f"{card.minutes} min", _numbered(f"e{at}", _pieces(card)))
        for at, card in enumerate(sheet.exercises)
    )
    rows = [(table.heads[0], row) for table in sheet.cues for row in table.rows]
    said = [Piece("", new, head=f"Instead of {old}") for _, (old, new) in rows]
    return (*cards, *([Deck(WORDS, "", _numbered("words", said))] if said else []))


def sides(made: Sequence[Deck], fell: Mapping[str, list[int]]) -> list[Side]:
    """The sides of all cards, an even number for each; ``fell`` has the pages of each piece."""
    return [side for deck in made for side in _sides(_with_room(deck, fell), fell)]


def _with_room(deck: Deck, fell: Mapping[str, list[int]]) -> Deck:
    """That deck, or where to read it when one of its pieces is larger than a side."""
    if all(len(fell[each.ref]) == 1 for each in deck.pieces):
        return deck
    return deck._replace(
        pieces=(deck.pieces[0]._replace(text=NO_ROOM, head="", shape="", number=0),)
    )


def _sides(deck: Deck, fell: Mapping[str, list[int]]) -> Iterator[Side]:
    grouped = [list(each) for _, each in groupby(deck.pieces, lambda piece: fell[piece.ref][0])]
    many = len(grouped) + len(grouped) % 2
    head = ""
    for number, pieces in enumerate(grouped, 1):
        first = pieces[0]
        if not first.head and not first.signs:
            pieces[0] = first._replace(head=head)
        head = next((each.head for each in reversed(pieces) if each.head), head)
        yield Side(deck.name, _about(deck, number, many), number, tuple(pieces))
    if len(grouped) % 2:
        yield Side(deck.name, "Notes", many, ())


def _about(deck: Deck, number: int, many: int) -> str:
    return ", ".join(each for each in (deck.about, f"{number} of {many}") if each)


def _numbered(deck: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(each._replace(ref=f"{deck}-{at}") for at, each in enumerate(pieces))


def _pieces(card: Card) -> list[Piece]:
    """In the order of reading: what to heed, and then what to do."""
    return [
        *_heeded(card.precautions),
        Piece("", " ".join(card.apparatus), head="You need"),
        Piece("", card.position, head="Begin"),
        *(
            Piece("", step.text, head="" if at else "Steps", number=at + 1, took=_took(step))
            for at, step in enumerate(card.steps)
        ),
        *(Piece("", cue.text, head=_CUES[cue.kind]) for cue in card.cues),
        *(Piece("", each, head="" if at else "Notice") for at, each in enumerate(card.notice)),
        Piece("", "Approved by", signs=True),
    ]


def _heeded(precautions: Sequence[Precaution]) -> Iterator[Piece]:
    before = ""
    for each in precautions:
        shape = each.kind or "care"
        yield Piece("", each.text, head="" if shape == before else shape, shape=shape)
        before = shape


def _took(step: Step) -> str:
    if step.breaths:
        return f"{step.breaths} breaths"
    minutes, seconds = divmod(step.seconds or 0, 60)
    return ", ".join(
        each for each in (minutes and f"{minutes} min", seconds and f"{seconds} s") if each
    )
