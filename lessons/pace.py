"""Pace: how long a section takes, to read and to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from markdown_it.token import Token

from lessons.lesson import Lesson, Section
from lessons.markdown import BLOCKS, block_words, dialect, flat
from lessons.references import references

# Adults read English prose of this kind silently at 238 words a minute, most of them at 175 to 300
# (Brysbaert M. J Mem Lang 2019;109:104047). New terms, figures and readers in their second language
# slow that down.
WORDS_PER_MINUTE = 200
SHORTEST = 1  # minute
TOLERANCE = 0.1  # of the time it takes


@lru_cache(maxsize=64)
def words(body: str) -> int:
    """How many words of a section are read: its text, captions and titles, and not its notes."""
    tokens = _MARKDOWN.parse(body, {})
    read = takewhile(lambda token: token.type != "footnote_block_open", tokens)
    return sum(len(re.findall(r"\S*\w\S*", text)) for text in _texts(list(read)))


def reading(body: str) -> float:
    """How many minutes it takes to read a section, and one at the least."""
    return max(words(body) / WORDS_PER_MINUTE, SHORTEST)


def is_true(minutes: float, takes: float) -> bool:
    """Whether minutes that are promised come near enough to those it takes."""
    return abs(minutes - takes) <= TOLERANCE * takes


def doing(section: Section, lesson: Lesson) -> int:
    """How many minutes the exercises take that stand in a section."""
    placed = references(section.body).exercises
    return sum(exercise.minutes for exercise in lesson.exercises if exercise.ref in placed)


def _texts(tokens: list[Token]) -> Iterator[str]:
    for token in flat(tokens):
        if token.type == "text":
            yield token.content
        elif token.type.startswith("container_") and token.nesting > 0:
            yield from _title(token)


def _title(token: Token) -> Iterator[str]:
    """A figure and an exercise are named in their first line, where other blocks have a title."""
    kind, title = block_words(token)
    if kind in BLOCKS and kind not in {"figure", "exercise"}:
        yield title


_MARKDOWN = dialect()
