"""BoardRow: where one person stands with one title, way by way and as a whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Where somebody stands with a title as a whole, those whom a manager should see first."""

    NEEDS_YOU = "needs_you"
    ON_THE_WAY = "on_the_way"
    NOT_STARTED = "not_started"
    READY = "ready"


@dataclass(frozen=True)
class Tally:
    """How many parts are done in their current revision, and how many were in an older one."""

    total: int
    done: int = 0
    older: int = 0
    begun: int = 0

    @property
    def state(self) -> str:
        """Done when all are, in what they say now."""
        if self.older:
            return "stale"
        if self.done >= self.total:
            return "done"
        return "doing" if self.done or self.begun else "not_started"


@dataclass(frozen=True)
class Tries:
    """A member's tries at the quiz: how many, and what the standing one is worth."""

    used: int = 0
    allowed: int = 0
    percent: int | None = None
    passed_in: int | None = None
    stale: bool = False

    def after(
        self, *, is_whole: bool, fraction: float | None, passed_in: int | None, stale: bool
    ) -> Tries:
        """These and one more, the newest: a pass stands until a newer one, whole or delta.

        ``passed_in`` is the number of the edition in which it passed, ``stale`` whether that
        edition's quiz is marked otherwise now.
        """
        stands = passed_in is not None or (self.passed_in is None and fraction is not None)
        return Tries(
            used=self.used + is_whole,
            allowed=self.allowed,
            percent=int(round((fraction or 0) * 100, 7)) if stands else self.percent,
            passed_in=passed_in or self.passed_in,
            stale=stale if passed_in is not None else self.stale,
        )

    @property
    def state(self) -> str:
        """A pass that rests on what has changed since is stale."""
        if self.passed_in is not None:
            return "stale" if self.stale else "passed"
        return "doing" if self.used else "not_started"

    @property
    def is_spent(self) -> bool:
        """Whether no try is left, and none has passed."""
        return self.passed_in is None and self.allowed > 0 and self.used >= self.allowed


@dataclass(frozen=True)
class Paper:
    """A member's newest handout."""

    edition: int | None = None
    stale: bool = False

    @property
    def state(self) -> str:
        """None yet, current or stale."""
        if self.edition is None:
            return "no_paper"
        return "stale" if self.stale else "current"


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One person on the board; ``quiz`` is None where the lesson has none."""

    id: int
    name: str
    location: str | None
    read: Tally
    practised: Tally
    argued: Tally
    quiz: Tries | None
    paper: Paper
    due: dt.date | None = None
    is_overdue: bool = False

    @property
    def is_ready(self) -> bool:
        """Everything is done, as it is taught now."""
        return {cell.state for cell in self._cells} <= {"done", "passed"}

    @property
    def reasons(self) -> list[str]:
        """Why a manager is needed, in words; empty when nobody is."""
        states = {cell.state for cell in self._cells}
        return [
            *(["overdue"] if self.is_overdue and not self.is_ready else []),
            *(["learned what has changed since"] if "stale" in states else []),
            *(["holds a handout that has changed since"] if self.paper.stale else []),
            *(["has no try at the quiz left"] if self.quiz and self.quiz.is_spent else []),
        ]

    @property
    def standing(self) -> Standing:
        """One word for the person."""
        if self.reasons:
            return Standing.NEEDS_YOU
        if self.is_ready:
            return Standing.READY
        begun = any(cell.state != "not_started" for cell in self._cells)
        return Standing.ON_THE_WAY if begun else Standing.NOT_STARTED

    @property
    def _cells(self) -> list[Tally | Tries]:
        """What has to be done, way by way; the quiz only where there is one."""
        ways: list[Tally | Tries] = [self.read, self.practised, self.argued]
        return [*ways, self.quiz] if self.quiz else ways

    def mentions(self, query: str) -> bool:
        """Whether the name holds those words, in either case."""
        return query.casefold() in self.name.casefold()


@dataclass(frozen=True)
class Standings:
    """How many people stand where with one lesson, and those who need a manager."""

    slug: str
    title: str
    counts: Counter[Standing]
    needing: list[BoardRow]

    @classmethod
    def of(cls, slug: str, title: str, rows: list[BoardRow]) -> Standings:
        """The standings of a board's rows."""
        needing = [row for row in rows if row.standing is Standing.NEEDS_YOU]
        return cls(slug, title, Counter(row.standing for row in rows), needing)
