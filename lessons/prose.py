"""Prose: the Markdown of a section as HTML that is safe in any page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote.index import render_footnote_anchor

from lessons.debate import Claim
from lessons.drawing import Drawing
from lessons.lesson import Lesson, Section, Term
from lessons.markdown import CALLOUTS, RECALL, block_words, dialect

_SLOT = re.compile(r'<div data-slot="(\d+)"></div>')
_CARD = re.compile(r'<div class="exercise" data-exercise="([^"]+)"><p>[^<]*</p></div>')


def to_html(section: Section, lesson: Lesson) -> str:
    """The section's body as HTML; its ids start with its ref, so that sections can share a page.

    A term links to ``#term-<ref>``, which the page's glossary holds, and its title says what it
    means. A claim is followed by its number, which links to ``#claim-<ref>`` in the page's list of
    claims and says it in its title. An exercise is named in a place that ``with_cards`` fills. A
    reference to nothing shows its words alone: ``lessons.checking`` finds it. Raises DrawingError
    for a figure whose SVG was not checked when it was loaded.
    """
    page = _Page(section, lesson)
    env = {"docId": section.ref, "page": page}
    tokens = _MARKDOWN.parse(section.body, env)
    for token in tokens:
        _lower_heading(token)
    html = _SAFE.clean(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env))
    return _SLOT.sub(lambda slot: page.kept[int(slot[1])], html)


def with_cards(html: str, cards: Mapping[str, str]) -> str:
    """That prose with the cards of its exercises, which are trusted HTML by the exercise's ref."""
    return _CARD.sub(lambda place: cards.get(place[1], place[0]), html)


def passage(section: str, claim: str) -> str:
    """The id of the first place where a section states a claim, both by their refs."""
    return f"{section}--claim-{claim}"


class _Page:
    """What the prose of one section refers to, and what is put into it once it is cleaned."""

    def __init__(self, section: Section, lesson: Lesson) -> None:
        self._section = section.ref
        self._lesson = lesson
        self._terms = {term.ref: term for term in lesson.terms}
        self._figures = {figure.ref: figure for figure in lesson.figures}
        self._stated: set[str] = set()
        self._closings: list[str] = []
        self.kept: list[str] = []

    def open_mark(self, term_ref: str, claim_ref: str) -> str:
        """The tags that open marked words: a term stands inside its claim."""
        claim, term = self._lesson.claim(claim_ref), self._terms.get(term_ref)
        opening, closing = self._claim_tags(claim) if claim else ("", "")
        if term:
            opening, closing = opening + _term_tag(term), "</a>" + closing
        self._closings.append(closing)
        return opening

    def close_mark(self) -> str:
        """The tags that close the words marked last."""
        return self._closings.pop()

    def _claim_tags(self, claim: Claim) -> tuple[str, str]:
        first = claim.ref not in self._stated
        self._stated.add(claim.ref)
        place = f' id="{escape(passage(self._section, claim.ref))}"' if first else ""
        link = (
            f'<a class="claim-mark" href="#claim-{escape(claim.ref)}" title="{escape(claim.text)}">'
            f"claim&nbsp;{self._lesson.number(claim)}</a>"
        )
        return f'<span class="claim"{place}>', f" {link}</span>"

    def figure(self, ref: str) -> tuple[str, str]:
        """The place kept for that figure's drawing, and its title."""
        figure = self._figures.get(ref)
        if not figure:
            return "", ""
        prefix = f"{self._section}--{len(self.kept) + 1}"
        drawing = Drawing.read(figure.svg)
        return self._keep(drawing.inline(prefix, figure.title, figure.description)), figure.title

    def exercise(self, ref: str) -> str:
        """The place kept for that exercise's card."""
        exercise = self._lesson.exercise(ref)
        if not exercise:
            return ""
        return self._keep(
            f'<div class="exercise" data-exercise="{escape(exercise.ref)}">'
            f"<p>{escape(exercise.name)}</p></div>\n"
        )

    def _keep(self, html: str) -> str:
        self.kept.append(html)
        return f'<div data-slot="{len(self.kept) - 1}"></div>'


def _term_tag(term: Term) -> str:
    return f'<a class="term" href="#term-{escape(term.ref)}" title="{escape(term.meaning)}">'


def _lower_heading(token: Token) -> None:
    """The page has the h1, and a section needs two levels."""
    if token.type.startswith("heading_"):
        token.tag = min(max(token.tag, "h2"), "h3")


def _mark(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    if token.nesting < 0:
        return str(env["page"].close_mark())
    return str(env["page"].open_mark(str(token.attrGet("term")), str(token.attrGet("claim"))))


def _figure(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    if tokens[index].nesting < 0:
        return "</figcaption></figure>\n"
    slot, title = env["page"].figure(block_words(tokens[index])[1])
    caption = escape(title) if tokens[index + 1].nesting < 0 else ""
    return f'<figure class="figure">{slot}<figcaption>{caption}'


def _exercise(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    if tokens[index].nesting < 0:
        return ""
    return str(env["page"].exercise(block_words(tokens[index])[1]))


def _callout(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    if tokens[index].nesting < 0:
        return "</aside>\n"
    kind, title = block_words(tokens[index])
    words = f'<span class="callout-kind">{CALLOUTS[kind]}</span> {escape(title)}'.rstrip()
    return f'<aside class="callout {kind}" role="note"><p class="callout-title">{words}</p>\n'


def _recall(_self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    """A question whose answer is opened by the reader; it works without script."""
    if tokens[index].nesting < 0:
        return "</div></details>\n"
    words = f'<span class="recall-kind">Recall</span> {escape(block_words(tokens[index])[1])}'
    return f'<details class="recall"><summary>{words.rstrip()}</summary><div class="answer">\n'


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
    rules: dict[str, Callable[..., str]] = {
        "span": _mark,
        "container_figure": _figure,
        "container_exercise": _exercise,
        f"container_{RECALL}": _recall,
        "container_unknown": _unknown,
        "footnote_block": _footnotes,
    }
    for name, rule in (rules | {f"container_{kind}": _callout for kind in CALLOUTS}).items():
        markdown.add_render_rule(f"{name}_open", rule)
        markdown.add_render_rule(f"{name}_close", rule)
    markdown.add_render_rule("footnote_caption", _footnote_caption)
    markdown.add_render_rule("footnote_anchor", _footnote_anchor)
    return markdown


_MARKDOWN = _renderer()
_TAGS = """
    h2 h3 p br hr em strong sup blockquote ul ol li dl dt dd table thead tbody tr th td
    a span div aside section figure figcaption details summary
"""
_SAFE = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={
        "a": {"href", "id", "title", "aria-label"},
        "aside": {"role"},
        "div": {"data-slot"},
        "li": {"id"},
        "ol": {"start"},
        "section": {"aria-label"},
        "span": {"id"},
    },
    allowed_classes={
        "a": {"term", "claim-mark", "footnote-backref"},
        "aside": {"callout", *CALLOUTS},
        "details": {"recall"},
        "div": {"answer"},
        "figure": {"figure"},
        "li": {"footnote-item"},
        "p": {"callout-title"},
        "section": {"footnotes"},
        "span": {"callout-kind", "claim", "recall-kind"},
        "sup": {"footnote-ref"},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=lambda url: url if url.startswith("#") else None,
)
