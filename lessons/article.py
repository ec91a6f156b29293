"""Article: a saved page read into its title, its paragraphs and its readers' comments."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from lessons.responses import Count, Response, read_count, read_responses
from lessons.saved_page import SavedPage, read_saved_page
from lessons.triage import SavedComment, triage

LIMIT = 5_000_000  # bytes
UNTITLED = "Untitled article"

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_SELLS_BY = re.compile(r" by ([A-Z]\S+(?: [A-Z]\S+){1,2})$")


class ArticleRefused(ValueError):
    """The file is no article; the message is one sentence that says what to do."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A saved article. ``author_basis`` says what the author's name rests on."""

    title: str
    author: str | None
    author_basis: str | None
    posted: dt.date
    topic: str | None
    paragraphs: tuple[str, ...]
    comments: tuple[SavedComment, ...]
    declared_comments: int | None
    warnings: tuple[str, ...]


def read_article(content: bytes) -> Article:
    """The article in a file's bytes: text in UTF-8, at most 5 MB; else ``ArticleRefused``."""
    lines = _lines(_text(content))
    start, responses = read_responses(lines)
    count = read_count(lines[:start])
    page = read_saved_page(lines[: count.line if count and count.title else start], _title(count))
    if not page.paragraphs or (page.byline is None and not responses):
        raise ArticleRefused(
            "No article was found in this file: it needs a title, paragraphs of text, and a line "
            "such as “Posted on May 3, 2015” or dated comments."
        )
    return _article(page, count, responses)


def _text(content: bytes) -> str:
    if len(content) > LIMIT:
        raise ArticleRefused("The file is over 5 MB: save only the article’s page, as plain text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if not text.strip():
        raise ArticleRefused("The file is empty: save the article’s page again, as plain text.")
    if _CONTROL.search(text):
        raise ArticleRefused("The file is not plain text: save the article’s page as UTF-8 text.")
    if _MARKUP.match(text):
        raise ArticleRefused("The file is HTML or XML: save the article’s page as plain text.")
    return text


def _lines(text: str) -> list[str]:
    """The lines with every run of blanks, no-break ones too, made one space."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return [" ".join(line.split()) for line in ends.split("\n")]


def _title(count: Count | None) -> str | None:
    return count.title if count else None


def _article(page: SavedPage, count: Count | None, responses: Sequence[Response]) -> Article:
    author, basis = _author(page, responses)
    declared = count.declared if count else None
    body = " ".join((page.title or "", *page.paragraphs))
    return Article(
        title=page.title or UNTITLED,
        author=author,
        author_basis=basis,
        posted=page.byline.posted if page.byline else _earliest(responses),
        topic=page.byline.topic if page.byline else None,
        paragraphs=page.paragraphs,
        comments=triage(responses, body),
        declared_comments=declared,
        warnings=(*_page_warnings(page), *_count_warnings(declared, responses)),
    )


def _earliest(responses: Iterable[Response]) -> dt.date:
    return min(response.posted for response in responses).date()


def _author(page: SavedPage, responses: Sequence[Response]) -> tuple[str | None, str | None]:
    """Who wrote it: the byline's name, or one that is advertised and that readers address."""
    if page.byline and page.byline.author:
        return page.byline.author, "Named in the byline."
    sold = (found[1] for text in page.advertisements if (found := _SELLS_BY.search(text)))
    for name in list(dict.fromkeys(sold))[:3]:
        given = name.split()[0]
        spoken = re.compile(rf"\b{re.escape(given)}\b")
        times = sum(1 for response in responses if spoken.search(response.text))
        if times > 1:
            return name, (
                f"Inferred: the byline names nobody, an advertisement in the page says “by {name}” "
                f"and {times} comments say “{given}”."
            )
    return None, None


def _page_warnings(page: SavedPage) -> Iterable[str]:
    if page.title is None:
        yield f"No title was found: the article is called “{UNTITLED}” until you name it."
    if page.byline is None:
        yield "No “Posted on” line was found: the date is that of the earliest comment."
    if page.left_out:
        lines = ", ".join(f"“{line}”" for line in page.left_out[:5])
        yield f"Short lines left out of the body, perhaps headings ({len(page.left_out)}): {lines}."


def _count_warnings(declared: int | None, responses: Sequence[Response]) -> Iterable[str]:
    times = Counter(response.number for response in responses)
    expected = max(times, default=0) if declared is None else declared
    missing = [number for number in range(1, expected + 1) if number not in times]
    if declared is None and responses:
        yield "The page does not say how many comments it has: check that none is missing."
    if declared is not None and len(responses) != declared:
        yield f"The page counts {declared} comments and the file has {len(responses)}."
    if missing:
        yield f"Missing from the comments: {_ranges(missing)}."
    repeated = sorted(number for number, found in times.items() if found > 1)
    if repeated:
        yield f"More than one comment has the number {_ranges(repeated)}."


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers as a reader says them, such as "3, 7–9"."""
    runs = itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in run] for _, run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in ends)
