"""A saved page: title, byline and body of an article, without the site's boilerplate."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from lessons.boilerplate import ends_a_sentence, is_advertisement, is_boilerplate, is_short
from lessons.responses import DAY, LONGEST_LINE, blocks_of, day_of, is_count

_SHORTEST_DATE = len("May 3 2015")
_PROSE = 5  # words: a sentence this long is somebody's prose
_POSTED = re.compile(
    rf"(?:posted|published)?(?: ?by (?P<author>.+?))?(?: ?on)? ?{DAY}", re.IGNORECASE
)
_BY = re.compile(r"by\b(?P<author>.*)", re.IGNORECASE)
_TOPIC = re.compile(r"(?:topics?|category|categories|filed (?:under|in))\b:?(?P<topic>.*)", re.I)
_LISTED = re.compile(r"(?:[0-9]{1,3}[.)]|[-–•*]) ")
_QUOTES = str.maketrans("‘’“”", "''\"\"")


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote an article, when, and under which topic, as far as its page tells."""

    author: str | None
    posted: dt.date
    topic: str | None


class SavedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the responses; ``left_out`` are short lines that may be headings."""

    title: str | None
    byline: Byline | None
    paragraphs: tuple[str, ...]
    advertisements: tuple[str, ...]
    left_out: tuple[str, ...]


def read_saved_page(lines: Sequence[str], title: str | None) -> SavedPage:
    """Title, byline and body in ``lines``; ``title`` is the one the responses name, if any."""
    blocks = [block for block in blocks_of(lines) if not all(map(_belongs_to_site, block))]
    bylines = [_byline_in(block) for block in blocks]
    texts = [
        "" if byline else " ".join(block) for block, byline in zip(blocks, bylines, strict=True)
    ]
    title = title or _repeated(texts) or _above_prose(texts)
    titles = _places(texts, title)
    shown = _body(texts, titles, {at for at, byline in enumerate(bylines) if byline})
    body = [text for text in shown if not is_advertisement(text)]
    paragraphs = [text for text in body if _is_paragraph(text)]
    kept = set(paragraphs)
    return SavedPage(
        title=texts[min(titles)] if titles else title,
        byline=next(filter(None, bylines), None),
        paragraphs=tuple(paragraphs),
        advertisements=tuple(filter(is_advertisement, shown)),
        left_out=tuple(text for text in body if text not in kept),
    )


def read_byline(line: str) -> Byline | None:
    """The byline in a line such as "By A. Writer · Posted on May 3, 2015 · Topic Feet"."""
    if not _SHORTEST_DATE <= len(line) <= LONGEST_LINE:
        return None
    pieces = [piece.strip() for piece in re.split("[·•|]", line)]
    dated = [found for piece in pieces if (found := _POSTED.fullmatch(piece))]
    posted = day_of(dated[0]) if dated else None
    if posted is None:
        return None
    author = _first(_BY, pieces, "author") if dated[0]["author"] is None else dated[0]["author"]
    return Byline(author=author, posted=posted, topic=_first(_TOPIC, pieces, "topic"))


def _first(pattern: re.Pattern[str], pieces: Sequence[str], group: str) -> str | None:
    found = (match for piece in pieces if (match := pattern.fullmatch(piece)))
    return next((value for match in found if (value := match[group].strip())), None)


def _belongs_to_site(line: str) -> bool:
    return is_boilerplate(line) or is_count(line)


def _byline_in(block: Sequence[str]) -> Byline | None:
    return next((found for line in block if (found := read_byline(line))), None)


def _repeated(texts: Sequence[str]) -> str | None:
    times = Counter(text for text in texts if text and is_short(text))
    return next((text for text in texts if times[text] > 1), None)


def _above_prose(texts: Sequence[str]) -> str | None:
    above = texts[: _first_prose(texts, set())]
    return next((text for text in reversed(above) if text and not is_advertisement(text)), None)


def _places(texts: Sequence[str], title: str | None) -> set[int]:
    """Where the title stands: a site may print it again and again."""
    if title is None:
        return set()
    wanted, length = _plain(title), len(title)
    alike = (at for at, text in enumerate(texts) if len(text) == length)
    return {at for at in alike if _plain(texts[at]) == wanted}


def _body(texts: Sequence[str], titles: set[int], bylines: set[int]) -> list[str]:
    """From the last title above the first prose to a byline below it."""
    prose = _first_prose(texts, titles)
    start = max((at + 1 for at in titles if at < prose), default=prose)
    end = min((at for at in bylines if at > prose), default=len(texts))
    return [texts[at] for at in range(start, end) if at not in titles and at not in bylines]


def _first_prose(texts: Sequence[str], titles: set[int]) -> int:
    """The first sentence after the first title; the end if there is none."""
    for at in range(min(titles, default=0), len(texts)):
        if at not in titles and _is_prose(texts[at]):
            return at
    return len(texts)


def _is_prose(text: str) -> bool:
    return ends_a_sentence(text) and len(text.split()) >= _PROSE


def _is_paragraph(text: str) -> bool:
    return ends_a_sentence(text) or not is_short(text) or _LISTED.match(text) is not None


def _plain(text: str) -> str:
    return text.translate(_QUOTES).casefold()
