"""The four ways through a lesson, and how far a member is on each. Suggested, not locked."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.models.attempt import Attempt, Result
from trainer.models.practice import Practice
from trainer.models.progress import State
from trainer.models.stance import Phase, Stance
from trainer.models.study import Study


@dataclass(frozen=True)
class Ways:
    """How many sections, exercises and docket rows are done, and whether the quiz is passed."""

    read: int
    practised: int
    argued: int
    attempts: int
    passed: bool

    def quiz_state(self) -> State:
        """Where the quiz stands."""
        if self.passed:
            return State.READ
        return State.DOING if self.attempts else State.NOT_STARTED


def ways(session: Session, study: Study, membership_id: int) -> Ways:
    """One member's ways through one title: four queries, whatever there is."""
    title_id = study.taught.title_id
    practised = sa.select(sa.func.count(sa.distinct(Practice.exercise)))
    stances = Stance.current(session, membership_id, title_id)
    attempts = sa.select(sa.func.count(Attempt.id))
    passed = sa.select(Result.id).join(Attempt, Attempt.id == Result.attempt_id)
    return Ways(
        read=len(study.read),
        practised=session.scalar(
            practised.where(Practice.membership_id == membership_id, Practice.title_id == title_id)
        )
        or 0,
        argued=sum(stance.phase == Phase.SECOND for stance in stances),
        attempts=session.scalar(
            attempts.where(Attempt.membership_id == membership_id, Attempt.title_id == title_id)
        )
        or 0,
        passed=session.execute(
            passed.where(
                Attempt.membership_id == membership_id,
                Attempt.title_id == title_id,
                Result.passed.is_(True),
            )
        ).first()
        is not None,
    )
