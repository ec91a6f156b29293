"""Exercises cut into cards: every piece is on one side, in order."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.handouts.bases import said, to_do_and_to_heed
from tests.trainer.handouts.copies import text
from trainer.handouts import pdf
from trainer.handouts.deck import NO_ROOM, WORDS, Deck, Piece, decks, sides
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cards import CardsSheet
from trainer.handouts.kind import Kind

BRAND = Brand(studio="Studio Lindenhof", logo=None, colour="#2f6f62", paper="A4")


def cards() -> CardsSheet:
    """The cards of the lesson."""
    made = said(Kind.CARDS, 0)
    assert isinstance(made, CardsSheet)
    return made


@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_every_piece_is_on_one_side_in_order_and_sides_come_in_pairs(breaks: list[bool]) -> None:
    pieces = tuple(Piece(f"p{at}", f"text {at}") for at in range(len(breaks)))
    fell = {f"p{at}": [sum(breaks[: at + 1])] for at in range(len(breaks))}

    made = sides([Deck("Rest", "3 min", pieces)], fell)

    assert [each.text for side in made for each in side.pieces] == [each.text for each in pieces]
    assert len(made) % 2 == 0
    assert [side.number for side in made] == list(range(1, len(made) + 1))
    assert all(fell[a.ref] == fell[b.ref] for side in made for a, b in pairwise(side.pieces))


def test_a_side_that_goes_on_says_with_what() -> None:
    pieces = (Piece("a", "One.", head="stop"), Piece("b", "Two."))

    first, second = sides([Deck("Rest", "3 min", pieces)], {"a": [0], "b": [1]})

    assert [each.pieces[0].head for each in (first, second)] == ["stop", "stop"]
    assert [each.about for each in (first, second)] == ["3 min, 1 of 2", "3 min, 2 of 2"]


def test_an_exercise_with_a_piece_larger_than_a_side_says_where_to_read_it() -> None:
    pieces = (Piece("a", "One.", head="stop", shape="stop"), Piece("b", "Two."))

    first, second = sides([Deck("Rest", "3 min", pieces)], {"a": [0], "b": [1, 2]})

    assert [each.text for each in first.pieces] == [NO_ROOM]
    assert second.pieces == ()


def test_a_deck_has_all_that_its_exercise_has() -> None:
    made = cards()

    for card, deck in zip(made.exercises, decks(made), strict=False):
        said_on = [each.text for each in deck.pieces]
        wanted = [*to_do_and_to_heed(card), *(cue.text for cue in card.cues)]
        assert [each for each in wanted if each not in said_on] == []
        assert [each.signs for each in deck.pieces].count(True) == 1
        assert deck.pieces[-1].signs


def test_words_for_a_client_are_a_card_of_their_own() -> None:
    last = decks(cards())[-1]

    assert last.name == WORDS
    assert [each.head for each in last.pieces] == [
        f"Instead of {row[0]}" for table in cards().cues for row in table.rows
    ]


@pytest.mark.usefixtures("strict")
def test_a_precaution_too_long_for_a_side_is_not_cut_but_referred_to_the_lesson() -> None:
    made = cards()
    first = made.exercises[0]
    long = msgspec.structs.replace(first.precautions[0], text="Mind the long step. " * 200)
    card = msgspec.structs.replace(first, precautions=(long,))

    words = text(pdf.base(msgspec.structs.replace(made, exercises=(card,), cues=()), BRAND).pdf)

    assert NO_ROOM in words
    assert "10 min" in words
    assert "Mind the long step" not in words


@pytest.mark.usefixtures("strict")
def test_a_card_that_runs_into_its_strip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = cards()
    sheet = msgspec.structs.replace(made, exercises=made.exercises[:1], cues=())

    monkeypatch.setattr(pdf, "sides", lambda deck, fell: sides(deck, {ref: [0] for ref in fell}))

    with pytest.raises(pdf.Refused, match="a card has more on it than it holds"):
        pdf.base(sheet, BRAND)
