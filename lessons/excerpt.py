"""Excerpts: the cautions and tables of a section as plain words, for where no page can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

import msgspec
from markdown_it.token import Token

from lessons.markdown import block_words, dialect

_CUE_HEAD = "Instead of"


class Passage(msgspec.Struct, frozen=True):
    """A paragraph: the bold words it begins with, if it does, and the others."""

    lead: str
    text: str


class Caution(msgspec.Struct, frozen=True):
    """A caution of a section: its title and its paragraphs, without notes."""

    section: str
    title: str
    passages: tuple[Passage, ...]

    @property
    def sorts(self) -> bool:
        """Whether it sorts by urgency what to do: then its paragraphs begin in bold."""
        return len(self.urgencies) > 1

    @property
    def urgencies(self) -> tuple[Passage, ...]:
        """Those of its paragraphs that say how urgent something is."""
        return tuple(each for each in self.passages if each.lead)


class Table(msgspec.Struct, frozen=True):
    """A table of a section: what heads its columns, and its rows."""

    section: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def cues(self) -> bool:
        """Whether it puts words to use in place of others: its first head says "Instead of"."""
        return len(self.heads) == 2 and self.heads[0].startswith(_CUE_HEAD)


@lru_cache(maxsize=64)  # several kinds of handout ask for the same bodies
def cautions(section: str, body: str) -> tuple[Caution, ...]:
    """The cautions in the body of the section with that ref."""
    tokens = _MARKDOWN.parse(body, {})
    return tuple(
        Caution(section, block_words(token)[1], tuple(_passages(tokens[place + 1 :])))
        for place, token in enumerate(tokens)
        if token.type == "container_caution_open"
    )


@lru_cache(maxsize=64)
def tables(section: str, body: str) -> tuple[Table, ...]:
    """The tables in the body of the section with that ref."""
    tokens = _MARKDOWN.parse(body, {})
    found = []
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            heads, *rows = _rows(tokens[place + 1 :])
            found.append(Table(section, heads, tuple(rows)))
    return tuple(found)


_MARKDOWN = dialect()


def _passages(tokens: list[Token]) -> Iterator[Passage]:
    inside = takewhile(lambda token: token.type != "container_caution_close", tokens)
    for token in inside:
        if token.type == "inline":
            lead, text = _parted(token.children or [])
            yield Passage(lead, text)


def _parted(children: list[Token]) -> tuple[str, str]:
    """The bold words at the beginning, and what comes after them."""
    shown = [each for each in children if each.type != "text" or each.content]
    if not shown or shown[0].type != "strong_open":
        return "", _words(shown)
    end = next(at for at, each in enumerate(shown) if each.type == "strong_close")
    return _words(shown[:end]), _words(shown[end:])


def _rows(tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in takewhile(lambda token: token.type != "table_close", tokens):
        if token.type == "inline":
            cells.append(_words(token.children or []))
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []


def _words(tokens: list[Token]) -> str:
    kept = (" " if each.type in {"softbreak", "hardbreak"} else each.content for each in tokens)
    return " ".join("".join(kept).split())
