"""Term list: the words of a lesson and what they mean."""

from __future__ import annotations

import msgspec

from lessons.lesson import Lesson, Term
from quizzes.parts import PartRef
from trainer.handouts.kind import Kind


class TermsSheet(msgspec.Struct, frozen=True, kw_only=True, tag="terms"):
    """The words in the order of the alphabet."""

    title: str
    terms: tuple[Term, ...]
    rests_on: tuple[PartRef, ...]
    kind: Kind = Kind.TERMS


def terms_sheet(lesson: Lesson) -> TermsSheet:
    """The words of a lesson, the same for everybody."""
    return TermsSheet(
        title=lesson.title,
        terms=tuple(sorted(lesson.terms, key=lambda term: term.name.casefold())),
        rests_on=(
            PartRef("lesson", lesson.ref),
            *(PartRef("term", term.ref) for term in lesson.terms),
        ),
    )
