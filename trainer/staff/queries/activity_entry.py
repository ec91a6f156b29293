"""Activity entry: one thing that somebody did, or that was set for them, as a line of a log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

# How many a page shows at first.
MOST = 100


class Kind(StrEnum):
    """What happened, in one word."""

    READ = "read"
    PRACTISED = "practised"
    STANCE = "stance"
    QUIZ = "quiz"
    HANDOUT = "handout"
    SIGNED_OFF = "signed_off"
    ASSIGNED = "assigned"
    PLEADED = "pleaded"
    EXTRA_TRY = "extra_try"
    JOINED = "joined"
    LEFT = "left"


# What comes from the studio, and not from the person's own study.
_SET = {Kind.ASSIGNED, Kind.PLEADED, Kind.EXTRA_TRY, Kind.JOINED, Kind.LEFT}


@dataclass(frozen=True)
class ActivityEntry:
    """When and what, in words; ``edition`` is None, and ``lesson`` empty, where there is none.

    ``is_stale`` says that what it rests on has changed since. ``copy_id`` names the copy of a
    handout.
    """

    at: dt.datetime
    kind: Kind
    title: str
    lesson: str = ""
    slug: str = ""
    edition: int | None = None
    note: str = ""
    is_stale: bool = False
    copy_id: int | None = None

    @property
    def is_study(self) -> bool:
        """Whether they learned or taught by it."""
        return self.kind not in _SET


class Dated(Protocol):
    """What has a moment."""

    @property
    def at(self) -> dt.datetime:
        """When it was."""


Told = TypeVar("Told", bound=Dated)


@dataclass(frozen=True)
class Day(Generic[Told]):
    """What happened on one day, the newest first."""

    date: dt.date
    happenings: list[Told]


@dataclass(frozen=True)
class ActivityFilter:
    """What is asked of a timeline: a lesson by slug, a kind, or either empty for all of it."""

    lesson: str = ""
    kind: str = ""
    to_the_end: bool = False

    def of(self, happenings: Iterable[ActivityEntry]) -> list[ActivityEntry]:
        """Those that are asked for."""
        return [
            each
            for each in happenings
            if self.lesson in {"", each.slug} and self.kind in {"", each.kind.value}
        ]


@dataclass(frozen=True)
class ActivityPage:
    """What is shown of a timeline, of how many ``found`` and how many there are in all."""

    days: list[Day[ActivityEntry]]
    shown: int
    found: int
    total: int
    kinds: list[str]
    has_study: bool


def excerpt(
    timeline: Sequence[ActivityEntry], wanted: ActivityFilter, zone: ZoneInfo
) -> ActivityPage:
    """What is wanted of a timeline: the newest alone, unless it is wanted to the end."""
    found = wanted.of(timeline)
    shown = found if wanted.to_the_end else found[:MOST]
    there_are = {wanted.kind, *(each.kind.value for each in timeline)}
    return ActivityPage(
        days=by_day(shown, zone),
        shown=len(shown),
        found=len(found),
        total=len(timeline),
        kinds=[kind.value for kind in Kind if kind.value in there_are],
        has_study=any(each.is_study for each in timeline),
    )


def by_day(happenings: Iterable[Told], zone: ZoneInfo) -> list[Day[Told]]:
    """The same in their order, gathered by the day that it was in that zone."""
    days = groupby(happenings, key=lambda each: each.at.astimezone(zone).date())
    return [Day(date, list(of_day)) for date, of_day in days]
