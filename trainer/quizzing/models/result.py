"""Result: what an attempt at a quiz came to. Append-only."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from quizzes.attempt import Outcome
from trainer.quizzing.models.attempt import Attempt
from trainer.storage.base import Base, Owned, child_of


class Result(Owned, Base):
    """What an attempt came to, under one key: a corrected key makes another row."""

    __tablename__ = "result"
    __table_args__ = (child_of("membership"), child_of("attempt"), sa.Index(None, "attempt_id"))

    attempt_id: Mapped[int]
    fraction: Mapped[float]
    passed: Mapped[bool]
    key_revision: Mapped[str]
    reason: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def of(cls, attempt: Attempt, outcome: Outcome, key_revision: str, at: dt.datetime) -> Result:
        """The result of handing an attempt in."""
        return cls(
            membership_id=attempt.membership_id,
            attempt_id=attempt.id,
            fraction=outcome.fraction,
            passed=outcome.passed,
            key_revision=key_revision,
            reason="handed in",
            at=at,
        )
