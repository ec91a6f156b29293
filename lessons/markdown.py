"""The Markdown that sections are written in: CommonMark without HTML, code or images, and with
tables, footnotes, definition lists, marked words and blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

CALLOUTS = {"note": "Note", "caution": "Caution", "try": "Try it"}
RECALL = "recall"
MARKS = ("term", "claim")
BLOCKS = ("figure", "exercise", RECALL, *CALLOUTS)


def dialect() -> MarkdownIt:
    """A new parser of that Markdown: `[word]{term=ref}` is a span, `::: figure ref` a container.

    A block of a kind unknown here is a container named "unknown".
    """
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 40, "typographer": True})
    markdown.enable(["table", "smartquotes"]).disable(["code", "fence", "backticks", "image"])
    markdown.use(footnote_plugin, inline=False).use(deflist_plugin)
    markdown.use(attrs_plugin, spans=True, after=(), allowed=MARKS)
    markdown.core.ruler.after("normalize", "last_line", _end_last_line)
    for kind in BLOCKS:
        markdown.use(container_plugin, kind)
    return markdown.use(container_plugin, "unknown", validate=lambda *_: True)


def block_words(token: Token) -> tuple[str, str]:
    """The kind a block's first line names, and the rest of that line."""
    kind, _, rest = token.info.strip().partition(" ")
    return kind, rest.strip()


def flat(tokens: Iterable[Token]) -> Iterator[Token]:
    """Every token in the order of the text, those inside a paragraph too."""
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def _end_last_line(state: StateCore) -> None:
    """The container plugin reads one character too far where the last line has no end."""
    state.src += "\n"
