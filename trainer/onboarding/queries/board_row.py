"""BoardRow: where one person stands with one title, way by way and as a whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from trainer.progress.completion import Completion
from trainer.quizzing.queries.quiz_cell import QuizCell


class Readiness(StrEnum):
    """Where somebody stands with a title as a whole, those whom a manager should see first."""

    NEEDS_YOU = "needs_you"
    ON_THE_WAY = "on_the_way"
    NOT_STARTED = "not_started"
    READY = "ready"


@dataclass(frozen=True)
class HandoutCell:
    """A member's newest handout."""

    edition: int | None = None
    is_stale: bool = False

    @property
    def state(self) -> str:
        """None yet, current or stale."""
        if self.edition is None:
            return "no_paper"
        return "stale" if self.is_stale else "current"


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One person on the board."""

    id: int
    name: str
    location: str | None
    done: Completion
    handout: HandoutCell = HandoutCell()
    due: dt.date | None = None
    is_overdue: bool = False

    @property
    def is_ready(self) -> bool:
        """Everything is done, as it is taught now."""
        return self.done.is_done

    @property
    def reasons(self) -> list[str]:
        """Why a manager is needed, in words; empty when nobody is."""
        states, quiz = {cell.state for cell in self.done.cells}, self.done.quiz
        return [
            *(["overdue"] if self.is_overdue and not self.is_ready else []),
            *(["learned what has changed since"] if "stale" in states else []),
            *(["holds a handout that has changed since"] if self.handout.is_stale else []),
            *(_of_tries(quiz) if quiz else []),
        ]

    @property
    def readiness(self) -> Readiness:
        """One word for the person."""
        if self.reasons:
            return Readiness.NEEDS_YOU
        if self.is_ready:
            return Readiness.READY
        begun = any(cell.state != "not_started" for cell in self.done.cells)
        return Readiness.ON_THE_WAY if begun else Readiness.NOT_STARTED

    def mentions(self, query: str) -> bool:
        """Whether the name holds those words, in either case."""
        return query.casefold() in self.name.casefold()


def _of_tries(quiz: QuizCell) -> list[str]:
    """Nobody is needed where the studio gives another try by itself, unless they are asked."""
    if quiz.is_asked:
        return ["asks for another try at the quiz"]
    return ["has no try at the quiz left"] if quiz.is_spent and quiz.again_at is None else []


@dataclass(frozen=True)
class BoardSummary:
    """How many people stand where with one lesson, and those who need a manager."""

    slug: str
    title: str
    counts: Counter[Readiness]
    needing: list[BoardRow]

    @classmethod
    def of(cls, slug: str, title: str, rows: list[BoardRow]) -> BoardSummary:
        """The summary of a board's rows."""
        needing = [row for row in rows if row.readiness is Readiness.NEEDS_YOU]
        return cls(slug, title, Counter(row.readiness for row in rows), needing)
