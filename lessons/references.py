"""What the Markdown of a section refers to, and what in it would not be shown as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

import msgspec
from markdown_it.token import Token
from markdown_it.utils import EnvType

from lessons.markdown import BLOCKS, MARKS, RECALL, block_words, dialect, flat


class Fault(msgspec.Struct, frozen=True):
    """Something written that no page shows as it is meant: the words, and what to do."""

    words: str
    text: str


class Note(msgspec.Struct, frozen=True):
    """A footnote as it is written: its label without the ^, and its words."""

    label: str
    words: str


class References(msgspec.Struct, frozen=True, kw_only=True):
    """The refs a body names, in the order of the text and as often as it names them.

    ``anchors`` are the places on the same page that its links lead to, without the #; ``recalls``
    are the questions that are answered on the spot.
    """

    terms: tuple[str, ...]
    figures: tuple[str, ...]
    exercises: tuple[str, ...]
    claims: tuple[str, ...]
    recalls: tuple[str, ...]
    notes: tuple[Note, ...]
    anchors: tuple[str, ...]
    faults: tuple[Fault, ...]


@lru_cache(maxsize=64)  # several checks of one lesson ask for the same bodies
def references(body: str) -> References:
    """The references and faults in a section's Markdown."""
    env: EnvType = {}
    top = _MARKDOWN.parse(body, env)
    tokens = list(flat(top))
    return References(
        terms=tuple(_values(tokens, "term")),
        figures=tuple(_blocks(tokens, "figure")),
        exercises=tuple(_blocks(tokens, "exercise")),
        claims=tuple(_values(tokens, "claim")),
        recalls=tuple(_blocks(tokens, RECALL)),
        notes=tuple(_notes(tokens)),
        anchors=tuple(href[1:] for href in _values(tokens, "href") if href.startswith("#")),
        faults=(
            *_mark_faults(tokens),
            *_block_faults(tokens, body.split("\n")),
            *_recall_faults(tokens),
            *_footnote_faults(tokens, env),
            *_heading_faults(tokens),
            *_link_faults(tokens),
        ),
    )


_MARKDOWN = dialect()


def _values(tokens: list[Token], name: str) -> Iterator[str]:
    return (str(token.attrs[name]) for token in tokens if name in token.attrs)


def _blocks(tokens: list[Token], kind: str) -> Iterator[str]:
    return (block_words(token)[1] for token in tokens if token.type == f"container_{kind}_open")


def _notes(tokens: list[Token]) -> Iterator[Note]:
    for place, token in enumerate(tokens):
        if token.type == "footnote_open":
            inside = takewhile(lambda each: each.type != "footnote_close", tokens[place:])
            lines = (each.content for each in inside if each.type == "inline")
            yield Note(str(token.meta["label"]), " ".join(" ".join(lines).split()))


def _mark_faults(tokens: list[Token]) -> Iterator[Fault]:
    for token in tokens:
        for name in token.meta.get("insecure_attrs", {}):
            yield Fault(f"{{{name}=…}}", f"is no mark; write one of {', '.join(MARKS)}")
        if token.type == "text" and (
            stray := re.search(r"\]\{.*?\}|\{(term|claim)=", token.content)
        ):
            yield Fault(stray[0], "is not read as a mark; write [words]{term=ref}")


def _block_faults(tokens: list[Token], lines: list[str]) -> Iterator[Fault]:
    for token in tokens:
        if token.type == "container_unknown_open":
            first = f"{token.markup}{token.info}"
            yield Fault(first, f"opens no block; write one of {', '.join(BLOCKS)}")
        elif token.type.startswith("container_") and token.map and not _closes(lines, token.map[1]):
            yield Fault(f"{token.markup}{token.info}", "is never closed; end it with a line of :::")


def _recall_faults(tokens: list[Token]) -> Iterator[Fault]:
    """A question is asked and answered, and hides nothing that has a place of its own."""
    for place, token in enumerate(tokens):
        if token.type == f"container_{RECALL}_open":
            question = block_words(token)[1]
            inside = list(takewhile(_is_inside, tokens[place + 1 :]))
            yield from _recall_fault(f"{token.markup}{token.info}", question, inside)


def _is_inside(token: Token) -> bool:
    return token.type != f"container_{RECALL}_close"


def _recall_fault(words: str, question: str, inside: list[Token]) -> Iterator[Fault]:
    if not question:
        yield Fault(words, "asks nothing; write the question behind it, in the same line")
    if not inside:
        yield Fault(words, "has no answer; write it before the :::")
    if any(each.type.startswith("container_") or "claim" in each.attrs for each in inside):
        yield Fault(words, "hides a block or a claim; move that out of the answer")


def _closes(lines: list[str], number: int) -> bool:
    return number < len(lines) and lines[number].lstrip(" >").startswith(":::")


def _footnote_faults(tokens: list[Token], env: EnvType) -> Iterator[Fault]:
    for label, number in env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            yield Fault(
                f"[^{label[1:]}]:", "is a note that nothing refers to; refer to it or remove it"
            )
    for token in tokens:
        for mark in re.findall(r"\[\^[^\]\s]+\]", token.content if token.type == "text" else ""):
            yield Fault(mark, "has no note; write one, or correct its name")


def _heading_faults(tokens: list[Token]) -> Iterator[Fault]:
    for token in tokens:
        if token.type == "heading_open" and token.tag not in {"h2", "h3"}:
            yield Fault(token.markup, "is not a level of heading used here; write ## or ###")


def _link_faults(tokens: list[Token]) -> Iterator[Fault]:
    for href in _values(tokens, "href"):
        if not re.match(r"(?:https?://|mailto:|#)", href, re.IGNORECASE):
            yield Fault(f"]({href})", "leads nowhere from a page; link to https://, mailto: or #")
