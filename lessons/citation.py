"""Citation: a source named so that a reader can find it: who, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PERSON = r"[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3} [A-Z]{1,4}(?:,|\.| ed\b| et al)"
_BODY = r"(?:[A-Z][\w'’-]*|of|for|and|the|in)(?: (?:[A-Z][\w'’-]*|of|for|and|the|in)){0,6}\. "
_AUTHOR = re.compile(rf"(?:{_PERSON}|{_BODY})")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_JOURNAL = r"[A-Z][^;]* (?:1[5-9]|20)\d\d;\s?\w"
_PUBLISHER = r"[A-Z][\w .,&'’-]*: [A-Z][^;]*[;,] (?:1[5-9]|20)\d\d"
_SITE = r"\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b"
_DOI = r"\bdoi:? ?10\.\d{4,}/\S+"
_PLACE = re.compile("|".join((_JOURNAL, _PUBLISHER, _SITE, _DOI)))


def lacking(citation: str) -> Iterator[str]:
    """What a citation does not say: "author", "year" or "place", in that order."""
    if not _AUTHOR.match(citation):
        yield "author"
    if not _YEAR.search(citation):
        yield "year"
    if not _PLACE.search(citation):
        yield "place"
