"""Prose: the Markdown of a section as HTML that is safe in any page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote.index import render_footnote_anchor

from lessons.drawing import Drawing
from lessons.lesson import Lesson, Section
from lessons.markdown import CALLOUTS, block_words, dialect

_SLOT = re.compile(r'<div data-figure="(\d+)"></div>')


def to_html(section: Section, lesson: Lesson) -> str:
    """The section's body as HTML; its ids start with its ref, so that sections can share a page.

    A term links to ``#term-<ref>``, which the page's glossary holds, and its title says what it
    means. A reference to nothing shows its words alone: ``lessons.checking`` finds it. Raises
    DrawingError for a figure whose SVG was not checked when it was loaded.
    """
    page = _Page(section, lesson)
    env = {"docId": section.ref, "page": page}
    tokens = _MARKDOWN.parse(section.body, env)
    for token in tokens:
        _lower_heading(token)
        page.link_terms(token.children or [])
    html = _SAFE.clean(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env))
    return _SLOT.sub(lambda slot: page.drawings[int(slot[1])], html)


class _Page:
    """What the prose of one section refers to, and the drawings it has asked for so far."""

    def __init__(self, section: Section, lesson: Lesson) -> None:
        self._ref = section.ref
        self._terms = {term.ref: term for term in lesson.terms}
        self._figures = {figure.ref: figure for figure in lesson.figures}
        self.drawings: list[str] = []

    def link_terms(self, tokens: Sequence[Token]) -> None:
        """Turn marked words into links to their term, or into spans that name their claim."""
        opened = []
        for token in tokens:
            if token.type == "span_open":
                opened.append(self._mark(token))
            elif token.type == "span_close":
                token.tag = opened.pop()

    def _mark(self, token: Token) -> str:
        term = self._terms.get(str(token.attrGet("term")))
        claim = token.attrGet("claim")
        token.attrs = {"data-claim": claim} if claim is not None else {}
        if term:
            token.tag = "a"
            token.attrs |= {"class": "term", "href": f"#term-{term.ref}", "title": term.meaning}
        return token.tag

    def figure(self, ref: str) -> tuple[str, str]:
        """The place kept for that figure's drawing until the HTML is cleaned, and its title."""
        figure = self._figures.get(ref)
        if not figure:
            return "", ""
        number = len(self.drawings)
        prefix = f"{self._ref}--{number + 1}"
        drawing = Drawing.read(figure.svg)
        self.drawings.append(drawing.inline(prefix, figure.title, figure.description))
        return f'<div data-figure="{number}"></div>', figure.title


def _lower_heading(token: Token) -> None:
    """The page has the h1, and a section needs two levels."""
    if token.type.startswith("heading_"):
        token.tag = min(max(token.tag, "h2"), "h3")


def _figure(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    if tokens[index].nesting < 0:
        return "</figcaption></figure>\n"
    slot, title = env["page"].figure(block_words(tokens[index])[1])
    caption = escape(title) if tokens[index + 1].nesting < 0 else ""
    return f'<figure class="figure">{slot}<figcaption>{caption}'


def _callout(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    if tokens[index].nesting < 0:
        return "</aside>\n"
    kind, title = block_words(tokens[index])
    words = f'<span class="callout-kind">{CALLOUTS[kind]}</span> {escape(title)}'.rstrip()
    return f'<aside class="callout {kind}" role="note"><p class="callout-title">{words}</p>\n'


def _unknown(*_: object) -> str:
    return ""


def _footnotes(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    if tokens[index].nesting < 0:
        return "</ol></section>\n"
    return '<section class="footnotes" aria-label="Notes"><ol>\n'


def _footnote_caption(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    return f"[{tokens[index].meta['id'] + 1}]"


def _footnote_anchor(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    anchor = render_footnote_anchor(self, tokens, index, options, env)
    return anchor.replace("<a ", '<a aria-label="Back to the text" ')


def _renderer() -> MarkdownIt:
    markdown = dialect()
    blocks: dict[str, Callable[..., str]] = {
        "container_figure": _figure,
        "container_unknown": _unknown,
        "footnote_block": _footnotes,
    }
    for name, rule in (blocks | {f"container_{kind}": _callout for kind in CALLOUTS}).items():
        markdown.add_render_rule(f"{name}_open", rule)
        markdown.add_render_rule(f"{name}_close", rule)
    markdown.add_render_rule("footnote_caption", _footnote_caption)
    markdown.add_render_rule("footnote_anchor", _footnote_anchor)
    return markdown


_MARKDOWN = _renderer()
_TAGS = """
    h2 h3 p br hr em strong sup blockquote ul ol li dl dt dd table thead tbody tr th td
    a span div aside section figure figcaption
"""
_SAFE = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={
        "a": {"href", "id", "title", "data-claim", "aria-label"},
        "aside": {"role"},
        "div": {"data-figure"},
        "li": {"id"},
        "ol": {"start"},
        "section": {"aria-label"},
        "span": {"data-claim"},
    },
    allowed_classes={
        "a": {"term", "footnote-backref"},
        "aside": {"callout", *CALLOUTS},
        "figure": {"figure"},
        "li": {"footnote-item"},
        "p": {"callout-title"},
        "section": {"footnotes"},
        "span": {"callout-kind"},
        "sup": {"footnote-ref"},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=lambda url: url if url.startswith("#") else None,
)
