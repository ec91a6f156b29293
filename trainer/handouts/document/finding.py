"""Finding: what is known on a row that is open, in its author's words, and what was judged."""

from __future__ import annotations

import re

import msgspec

from lessons.debate import DocketRow, Label, Verdict
from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


class VerdictLine(msgspec.Struct, frozen=True, kw_only=True):
    """A docket row that is open: its verdict first, and then what was judged.

    ``first`` and ``rest`` are the short verdict, none of it left out. ``said`` is the sentence and
    ``by`` whose it is; what is not settled stands as a question.
    """

    first: str
    rest: str
    label: Label
    grade: str
    by: str
    said: str
    settled: bool


def findings(lesson: Lesson, known: Disclosure) -> tuple[VerdictLine, ...]:
    """The rows that are open, in the order of the docket."""
    opened = ((row, known.verdict(row.ref)) for row in lesson.docket)
    return tuple(finding(lesson, row, verdict) for row, verdict in opened if verdict)


def finding(lesson: Lesson, row: DocketRow, verdict: Verdict) -> VerdictLine:
    """A row with the verdict on it, which somebody else has found to be open."""
    first = first_sentence(verdict.brief)
    return VerdictLine(
        first=first,
        rest=verdict.brief.removeprefix(first).strip(),
        label=verdict.label,
        grade=verdict.grade,
        by=_whose(lesson, row) if verdict.settled else "The question was",
        said=row.wording if verdict.settled else row.asked,
        settled=verdict.settled,
    )


def first_sentence(text: str) -> str:
    """What stands before the second sentence of a text."""
    return _SENTENCE.split(text)[0]


def _whose(lesson: Lesson, row: DocketRow) -> str:
    by_readers = any(claim.comments for claim in lesson.claims if claim.ref in row.claims)
    return "A reader says" if by_readers else "The article says"
