"""Response: what one reader left below a saved article, as the page prints it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence

import msgspec

from lessons.boilerplate import is_boilerplate

LONGEST_LINE = 400  # characters: no heading, count or byline is longer

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? "
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"
)
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}) ?(?P<half>[ap])m"
# Anchored on the date at the end, so that " on " and ". " inside a name do no harm.
_HEADING = re.compile(
    rf"(?P<number>[0-9]{{1,5}})\. (?P<author>(?:.+ )?)on {DAY},? (?:at )?{_CLOCK}",
    re.IGNORECASE | re.ASCII,
)
_COUNT = re.compile(
    r"(?P<count>[0-9]{1,5}|no|one) (?:responses?|comments?|replies|reply|thoughts?)"
    r"(?: (?:to|on) (?P<title>.+))?",
    re.IGNORECASE,
)

_COUNT_STARTS = tuple("0123456789NnOo")


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """One response; ``posted`` is local to the page and has no zone."""

    number: int
    author: str
    posted: dt.datetime
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """All paragraphs in one line."""
        return " ".join(self.paragraphs)


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """The line that says how many responses a page has, and to which title."""

    declared: int
    title: str | None
    line: int


def day_of(found: re.Match[str]) -> dt.date | None:
    """The date that ``DAY`` matched, or None where the calendar has no such day."""
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    try:
        return dt.date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def read_responses(lines: Sequence[str]) -> tuple[int, tuple[Response, ...]]:
    """The line where the responses begin (the end if there are none), and each of them.

    A blank line does not end a response: it runs to the next heading or to the end.
    """
    headings = [(at, found) for at, line in enumerate(lines) if (found := _read_heading(line))]
    starts = [at for at, _ in headings] + [len(lines)]
    return starts[0], tuple(
        msgspec.structs.replace(heading, paragraphs=_paragraphs(lines[at + 1 : end]))
        for (at, heading), end in zip(headings, starts[1:], strict=True)
    )


def read_count(lines: Sequence[str]) -> Count | None:
    """The last line that counts the responses, one that also names the title before any other."""
    found = [count for at, line in enumerate(lines) if (count := _read_count(line, at))]
    return next((count for count in reversed(found) if count.title), found[-1] if found else None)


def is_count(line: str) -> bool:
    """Whether a line only says how many responses there are."""
    return _read_count(line, 0) is not None


def blocks_of(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """Runs of lines with no blank line between them."""
    return [tuple(run) for filled, run in itertools.groupby(lines, key=bool) if filled]


def _read_heading(line: str) -> Response | None:
    if len(line) > LONGEST_LINE or line[-1:] not in {"m", "M"}:
        return None
    found = _HEADING.fullmatch(line)
    posted = _moment_of(found) if found else None
    if found is None or posted is None:
        return None
    return Response(
        number=int(found["number"]), author=found["author"].strip(), posted=posted, paragraphs=()
    )


def _moment_of(found: re.Match[str]) -> dt.datetime | None:
    day, hour, minute = day_of(found), int(found["hour"]), int(found["minute"])
    if day is None or not 1 <= hour <= 12 or minute > 59:
        return None
    afternoon = 12 if found["half"].casefold() == "p" else 0
    return dt.datetime.combine(day, dt.time(hour % 12 + afternoon, minute))


def _paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        " ".join(block) for block in blocks_of(lines) if not all(map(is_boilerplate, block))
    )


def _read_count(line: str, at: int) -> Count | None:
    if len(line) > LONGEST_LINE or not line.startswith(_COUNT_STARTS):
        return None
    found = _COUNT.fullmatch(line)
    if found is None:
        return None
    count = {"no": 0, "one": 1}.get(found["count"].casefold())
    declared = int(found["count"]) if count is None else count
    title = (found["title"] or "").strip(" \"'“”‘’«»")
    return Count(declared=declared, title=title or None, line=at)
