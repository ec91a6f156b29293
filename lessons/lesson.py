"""Lesson, Section, Term, Figure and Source: what an author writes, as frozen structs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeVar

import msgspec

from lessons.authoring import Authored, Minutes, Named, Number, Ref
from lessons.debate import Argument, Claim, Comment, DocketRow, Evidence, Side, Verdict
from lessons.exercise import Exercise


class Paragraph(Authored, frozen=True, kw_only=True):
    """One paragraph of the source: its number from 1, and what it says in our own words."""

    number: Number
    point: str


class Source(Authored, frozen=True, kw_only=True):
    """The article a lesson was made from, credited as far as its page tells.

    ``sha256`` is the hash of the file as received. ``author`` may be inferred: then
    ``author_basis`` says from what, and no page prints the name without it.
    """

    title: str
    posted: dt.date
    sha256: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    paragraphs: tuple[Paragraph, ...]
    declared_comments: Annotated[int, msgspec.Meta(ge=0)]
    rights: Literal["own_words", "licensed"]
    topic: str | None = None
    site: str | None = None
    author: str | None = None
    author_basis: str | None = None


class Section(Authored, frozen=True, kw_only=True):
    """One page of a lesson: Markdown, the source paragraphs it restates, minutes to read it."""

    ref: Ref
    title: str
    minutes: Minutes
    paragraphs: tuple[int, ...]
    body: str


class Term(Authored, frozen=True, kw_only=True):
    """A word of the field and what it means."""

    ref: Ref
    name: str
    meaning: str


class Figure(Authored, frozen=True, kw_only=True):
    """A drawing whose ``structures`` are the ids of the groups in its SVG, each with a title."""

    ref: Ref
    title: str
    description: str
    structures: tuple[Ref, ...]
    svg: str


_Part = TypeVar("_Part", bound=Named)


class Lesson(Authored, frozen=True, kw_only=True):
    """A whole lesson: its text, the source it restates, and what is practised and debated in it.

    ``minutes`` is what its sections take to read; the exercises have their own.
    """

    ref: Ref
    title: str
    summary: str
    notice: str
    objectives: tuple[str, ...]
    minutes: Minutes
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    source: Source
    comments: tuple[Comment, ...]
    exercises: tuple[Exercise, ...] = ()
    claims: tuple[Claim, ...] = ()
    docket: tuple[DocketRow, ...] = ()
    arguments: tuple[Argument, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @property
    def doing(self) -> int:
        """How many minutes its exercises take, all together."""
        return sum(exercise.minutes for exercise in self.exercises)

    def section(self, ref: str) -> Section | None:
        """The section with that ref, or None."""
        return _named(self.sections, ref)

    def exercise(self, ref: str) -> Exercise | None:
        """The exercise with that ref, or None."""
        return _named(self.exercises, ref)

    def claim(self, ref: str) -> Claim | None:
        """The claim with that ref, or None."""
        return _named(self.claims, ref)

    def number(self, claim: Claim) -> int:
        """The number by which pages call a claim of this lesson, counted from 1."""
        return self.claims.index(claim) + 1

    def row(self, ref: str) -> DocketRow | None:
        """The docket row with that ref, or None."""
        return _named(self.docket, ref)

    def row_of(self, claim: str) -> DocketRow | None:
        """The docket row that covers the claim with that ref, or None."""
        return next((row for row in self.docket if claim in row.claims), None)

    def verdict(self, on: str) -> Verdict | None:
        """The verdict on the docket row or claim with that ref itself, or None."""
        return next((verdict for verdict in self.verdicts if verdict.on == on), None)

    def verdict_of(self, claim: str) -> Verdict | None:
        """The verdict that holds for the claim with that ref: its row's, or else its own."""
        row = self.row_of(claim)
        return self.verdict(row.ref if row else claim)

    def arguments_on(self, row: str, side: Side) -> tuple[Argument, ...]:
        """The arguments of one side in the debate of the docket row with that ref."""
        return tuple(each for each in self.arguments if (each.row, each.side) == (row, side))

    def evidence_of(self, citing: Argument | Verdict) -> tuple[Evidence, ...]:
        """What an argument or a verdict cites, in the order of the lesson's evidence."""
        return tuple(each for each in self.evidence if each.ref in citing.evidence)

    def comments_of(self, resting: Argument | Claim) -> tuple[Comment, ...]:
        """The comments that an argument or a claim comes from."""
        return tuple(each for each in self.comments if each.number in resting.comments)


def _named(parts: tuple[_Part, ...], ref: str) -> _Part | None:
    return next((part for part in parts if part.ref == ref), None)
