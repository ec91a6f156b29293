"""Completion: what one member has done of one title, in what it says now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from trainer.quizzing.queries.quiz_cell import QuizCell


class NextStep(StrEnum):
    """What of a lesson is not done; first what is offered first."""

    READ = "read"
    QUIZ = "quiz"
    PRACTISE = "practise"
    ARGUE = "argue"


@dataclass(frozen=True)
class PartsCell:
    """How many parts are done in their current revision, and how many were in an older one alone.

    ``begun`` are those of which something is done; ``last_at`` is when the last of those that
    count was.
    """

    total: int
    done: int = 0
    older: int = 0
    begun: int = 0
    last_at: dt.datetime | None = None

    @property
    def state(self) -> str:
        """Done when all are, in what they say now."""
        if self.older:
            return "stale"
        if self.is_done:
            return "done"
        return "doing" if self.done or self.begun else "not_started"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.done >= self.total


@dataclass(frozen=True)
class Completion:
    """One member's way through a title; ``quiz`` is None where the lesson has none."""

    read: PartsCell
    practised: PartsCell
    argued: PartsCell
    quiz: QuizCell | None

    @property
    def cells(self) -> list[PartsCell | QuizCell]:
        """What has to be done, way by way."""
        ways: list[PartsCell | QuizCell] = [self.read, self.practised, self.argued]
        return [*ways, self.quiz] if self.quiz else ways

    @property
    def is_done(self) -> bool:
        """Whether everything is done, as it is taught now."""
        return self.next_step is None

    @property
    def next_step(self) -> NextStep | None:
        """What is left and offered first, if anything is left."""
        return min(self._left(), key=list(NextStep).index, default=None)

    def _left(self) -> Iterator[NextStep]:
        steps = (NextStep.READ, NextStep.PRACTISE, NextStep.ARGUE, NextStep.QUIZ)
        return (step for step, cell in zip(steps, self.cells, strict=False) if not cell.is_done)
