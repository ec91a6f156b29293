"""QuizCell: where a member stands with a quiz, by its tries and the pass that stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from quizzes.percent import percent

A_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class QuizPass:
    """The newest attempt that passed; ``to_answer_again`` are the refs of its questions."""

    attempt_id: int
    edition_id: int
    edition: int
    fraction: float
    at: dt.datetime
    to_answer_again: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the pass no longer holds as it is."""
        return bool(self.to_answer_again)

    @property
    def percent(self) -> int:
        """What it came to."""
        return percent(self.fraction)


@dataclass(frozen=True)
class QuizCell:
    """A member's tries at a quiz: how many, what the newest came to, and the pass that stands.

    A pass stands until a newer one, whole or of what changed since. ``fraction`` is that of the
    pass, and while there is none that of the newest result. ``allowed`` counts the ``extra`` tries
    that were given, too. The member last asked for one when ``pleaded`` says, with ``pleaded_at``
    used. ``again_at`` is when the studio gives one by itself, if it does.
    """

    used: int = 0
    allowed: int = 0
    fraction: float | None = None
    quiz_pass: QuizPass | None = None
    extra: int = 0
    is_open: bool = False
    pleaded: dt.datetime | None = None
    pleaded_at: int | None = None
    again_at: dt.datetime | None = None

    @property
    def percent(self) -> int | None:
        """What stands came to, if anything was handed in."""
        return None if self.fraction is None else percent(self.fraction)

    @property
    def state(self) -> str:
        """A pass that rests on what has changed since is stale."""
        if self.quiz_pass:
            return "stale" if self.quiz_pass.is_stale else "passed"
        return "doing" if self.used else "not_started"

    @property
    def is_done(self) -> bool:
        """A pass whose questions have changed since is to be renewed."""
        return self.state == "passed"

    @property
    def is_spent(self) -> bool:
        """Whether no try is left, and none has passed or is open still."""
        return self.quiz_pass is None and not self.is_open and 0 < self.allowed <= self.used

    @property
    def is_asked(self) -> bool:
        """Whether the member waits for another try that they asked for."""
        return self.is_spent and self.pleaded_at == self.used

    @property
    def is_given(self) -> bool:
        """Whether the try that may be begun now is one that was given."""
        is_next = self.quiz_pass is None and not self.is_open
        return is_next and self.allowed - self.extra <= self.used < self.allowed

    def opens(self, at: dt.datetime) -> bool:
        """Whether the studio gives another by itself, now."""
        return self.is_spent and self.again_at is not None and at >= self.again_at
