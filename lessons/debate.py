"""The debate inside a lesson: so far its comments, as cards in our own words."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

from lessons.authored import Authored, Number

Kind = Literal["support", "challenge", "question", "story", "pingback", "spam", "duplicate"]
Publish = Literal["shown", "hidden", "accounted"]


class Comment(Authored, frozen=True, kw_only=True):
    """One reader's comment on the source article: who wrote it is never stored.

    ``posted`` is local to the source and has no zone. ``point`` is one sentence of ours and only a
    shown comment has one; every other comment has a ``reason`` that says what became of it.
    """

    number: Number
    posted: Annotated[dt.datetime, msgspec.Meta(tz=False)]
    kind: Kind
    publish: Publish
    point: str | None = None
    reason: str | None = None
    duplicate_of: int | None = None

    @property
    def label(self) -> str:
        """How a page names its writer, such as "Reader 11, June 2012"."""
        return f"Reader {self.number}, {self.posted:%B %Y}"
