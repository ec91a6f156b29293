"""What ends an exercise or rules it out, read back from the PDF."""

from __future__ import annotations

import msgspec
import pytest

from lessons.lesson import Lesson
from tests.trainer.handouts.copies import copy, part, psoas, text
from trainer.handouts.document import Handout
from trainer.handouts.page import html
from trainer.handouts.pdf import rendered

COPIES = range(3)


def without_spaces(words: str) -> str:
    """Words as they can be compared whatever lines they were broken into."""
    return "".join(words.split())


def unprinted(pdf: bytes, lesson: Lesson, made: Handout) -> list[str]:
    """What ends an exercise or rules it out, of the cards that are printed, and is not there."""
    paper = without_spaces(text(pdf))
    cards = {card.name for card in made.exercises if card.precautions}
    return [
        each.text
        for exercise in lesson.exercises
        for each in exercise.firm
        if exercise.name in cards and without_spaces(each.text) not in paper
    ]


@pytest.mark.parametrize("index", COPIES)
def test_every_reason_to_stop_or_leave_out_of_a_printed_card_is_on_the_paper(
    pressed: list[bytes], copies: list[Handout], index: int
) -> None:
    made = copies[index]

    assert unprinted(pressed[index], psoas(), made) == []
    assert sum(bool(card.precautions) for card in made.exercises) >= 5


def test_a_reason_that_was_dropped_is_missed() -> None:
    made = copy(0, part("exercises"))
    first = next(card for card in made.exercises if card.precautions)
    short = msgspec.structs.replace(first, precautions=first.precautions[:-1])
    cards = tuple(short if card is first else card for card in made.exercises)

    page = html(msgspec.structs.replace(made, exercises=cards))

    assert unprinted(rendered(page).write_pdf(), psoas(), made) == [first.precautions[-1].text]


def test_a_card_without_room_for_its_precautions_says_where_to_read_it(
    pressed: list[bytes],
) -> None:
    brief = [card for card in copy(0).exercises if not card.precautions]

    assert brief
    assert all((card.position, card.minutes > 0) == ("", True) for card in brief)
    printed = text(pressed[0])
    assert printed.count("Read this one in the lesson") == len(brief)
    assert all(card.name in printed for card in brief)
