"""Sheet: what a handout of any kind says, whoever it is for."""

from __future__ import annotations

from collections.abc import Callable

from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure
from trainer.handouts.document.cards import CardsSheet, cards_sheet
from trainer.handouts.document.client import ClientSheet, client_sheet
from trainer.handouts.document.debate import DebateSheet, debate_sheet
from trainer.handouts.document.lesson import LessonSheet, lesson_sheet, worksheet
from trainer.handouts.document.poster import PosterSheet, poster_sheet
from trainer.handouts.document.terms import TermsSheet, terms_sheet
from trainer.handouts.kind import Kind

Sheet = LessonSheet | CardsSheet | ClientSheet | DebateSheet | PosterSheet | TermsSheet


def sheet(kind: Kind, lesson: Lesson, known: Disclosure) -> Sheet:
    """What a handout of that kind says to whom that is open to; ``kind`` in it may be another.

    Only a lesson handout and a debate brief differ with what is open: no other names a verdict.
    """
    match kind:
        case Kind.LESSON:
            return lesson_sheet(lesson, known)
        case Kind.DEBATE:
            return debate_sheet(lesson, known)
        case _:
            return _FOR_ANYBODY[kind](lesson)


_FOR_ANYBODY: dict[Kind, Callable[[Lesson], Sheet]] = {
    Kind.WORKSHEET: worksheet,
    Kind.CARDS: cards_sheet,
    Kind.CLIENT: client_sheet,
    Kind.POSTER: poster_sheet,
    Kind.TERMS: terms_sheet,
}
