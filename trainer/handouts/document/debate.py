"""Debate brief: what has been said on each row that is open, by whom and on which evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lessons.debate import Argument, DocketRow, Evidence, Side, Verdict
from lessons.lesson import Lesson
from quizzes.parts import PartRef
from trainer.debate.disclosure import Disclosure
from trainer.handouts.document.finding import VerdictLine, finding
from trainer.handouts.document.lesson import rows_on
from trainer.handouts.kind import Kind

SIDES: tuple[Side, ...] = ("for", "against", "undercuts", "asks")


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One point: what it says, who brought it and what it cites, in short."""

    side: Side
    text: str
    by: str
    cites: tuple[str, ...]


class Debated(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is open: its verdict, and what was said before."""

    title: str
    finding: VerdictLine
    voices: tuple[Voice, ...]


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A source, with how much it can carry."""

    short: str
    citation: str
    design: str
    n: str | None
    limits: str
    grade: str


class DebateSheet(msgspec.Struct, frozen=True, kw_only=True, tag="debate"):
    """What was said on the rows that are open; the others stand as questions alone.

    The arguments of a closed row are kept back with its verdict: a first stance comes before them.
    """

    title: str
    rows: tuple[Debated, ...]
    asked: tuple[str, ...]
    sources: tuple[Cited, ...]
    rests_on: tuple[PartRef, ...]
    kind: Kind = Kind.DEBATE


def debate_sheet(lesson: Lesson, known: Disclosure) -> DebateSheet:
    """The debate of a lesson, as far as it is open."""
    verdicts = [(row, known.verdict(row.ref)) for row in lesson.docket]
    opened = [(row, verdict) for row, verdict in verdicts if verdict]
    arguments = [each for row, _ in opened for each in _arguments(lesson, row)]
    cited = _sources(lesson, [*arguments, *(verdict for _, verdict in opened)])
    return DebateSheet(
        title=lesson.title,
        rows=tuple(_debated(lesson, *each) for each in opened),
        asked=tuple(row.asked for row, verdict in verdicts if not verdict),
        sources=tuple(map(_cited, cited)),
        rests_on=(
            PartRef("lesson", lesson.ref),
            *rows_on(lesson, known),
            *_under(lesson, arguments),
            *(PartRef("evidence", each.ref) for each in cited),
        ),
    )


def _arguments(lesson: Lesson, row: DocketRow) -> list[Argument]:
    return [each for side in SIDES for each in lesson.arguments_on(row.ref, side)]


def _debated(lesson: Lesson, row: DocketRow, verdict: Verdict) -> Debated:
    return Debated(
        title=row.title,
        finding=finding(lesson, row, verdict),
        voices=tuple(_voice(lesson, each) for each in _arguments(lesson, row)),
    )


def _voice(lesson: Lesson, argument: Argument) -> Voice:
    readers = ", ".join(comment.label for comment in lesson.comments_of(argument))
    return Voice(
        side=argument.side,
        text=argument.text,
        by=readers or ("A reader" if argument.unnumbered else "The editor"),
        cites=tuple(each.short for each in lesson.evidence_of(argument)),
    )


def _sources(lesson: Lesson, citing: list[Argument | Verdict]) -> list[Evidence]:
    refs = {ref for each in citing for ref in each.evidence}
    return [each for each in lesson.evidence if each.ref in refs]


def _cited(evidence: Evidence) -> Cited:
    return Cited(
        short=evidence.short,
        citation=evidence.citation,
        design=evidence.design,
        n=evidence.n,
        limits=evidence.limits,
        grade=evidence.grade,
    )


def _under(lesson: Lesson, arguments: Iterable[Argument]) -> Iterator[PartRef]:
    numbers: set[int] = set()
    for each in arguments:
        yield PartRef("argument", each.ref)
        numbers.update(each.comments)
    yield from (PartRef("comment", str(each)) for each in sorted(numbers))
