"""Lesson, Section, Term, Figure and Source: what a trainer writes, as frozen structs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

from lessons.authored import Authored, Number, Ref
from lessons.debate import Comment


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
    """One page of a lesson: Markdown, and the source paragraphs it restates."""

    ref: Ref
    title: str
    minutes: Number
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


class Lesson(Authored, frozen=True, kw_only=True):
    """A whole lesson, with the source it restates and the comments its readers left."""

    ref: Ref
    title: str
    summary: str
    notice: str
    objectives: tuple[str, ...]
    minutes: Number
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    source: Source
    comments: tuple[Comment, ...]

    def section(self, ref: str) -> Section | None:
        """The section with that ref, or None."""
        return next((section for section in self.sections if section.ref == ref), None)
