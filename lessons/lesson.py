"""Lesson, Section, Term, Figure and Source: what a trainer writes, as frozen structs."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from lessons.debate import Comment


class Authored(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything written by an author: immutable, and strict about fields it does not know."""


class Paragraph(Authored):
    """One paragraph of the source: its number from 1, and what it says in our own words."""

    number: int
    point: str


class Source(Authored):
    """The article a lesson was made from, credited as far as its page tells.

    ``sha256`` is the hash of the file as received. ``author`` may be inferred: then
    ``author_basis`` says from what, and no page prints the name without it.
    """

    title: str
    posted: dt.date
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    declared_comments: int
    rights: Literal["own_words", "licensed"]
    topic: str | None = None
    site: str | None = None
    author: str | None = None
    author_basis: str | None = None


class Section(Authored):
    """One page of a lesson: Markdown, and the source paragraphs it restates."""

    ref: str
    title: str
    minutes: int
    paragraphs: tuple[int, ...]
    body: str


class Term(Authored):
    """A word of the field and what it means."""

    ref: str
    name: str
    meaning: str


class Figure(Authored):
    """A drawing whose ``structures`` are the ids of the groups in its SVG, each with a title."""

    ref: str
    title: str
    description: str
    structures: tuple[str, ...]
    svg: str


class Lesson(Authored):
    """A whole lesson, with the source it restates and the comments its readers left."""

    ref: str
    title: str
    summary: str
    notice: str
    objectives: tuple[str, ...]
    minutes: int
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    source: Source
    comments: tuple[Comment, ...]

    def section(self, ref: str) -> Section | None:
        """The section with that ref, or None."""
        return next((section for section in self.sections if section.ref == ref), None)
