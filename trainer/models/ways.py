"""The four ways through a lesson, and how far a member is on each. Suggested, not locked."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.models.attempt import Attempt, Scope
from trainer.models.delta import Delta
from trainer.models.edition import Edition
from trainer.models.part import Part
from trainer.models.practice import Practice
from trainer.models.progress import State
from trainer.models.stance import Phase, Stance
from trainer.models.standing import standing
from trainer.models.study import Study


@dataclass(frozen=True)
class Ways:
    """How many sections, exercises and docket rows are done, and whether the quiz is passed."""

    read: int
    practised: int
    argued: int
    attempts: int
    passed: bool
    stale: bool = False

    def quiz_state(self) -> State:
        """Where the quiz stands; a pass whose questions changed since is stale."""
        if self.passed:
            return State.STALE if self.stale else State.READ
        return State.DOING if self.attempts else State.NOT_STARTED


def ways(session: Session, study: Study, membership_id: int, changed: Delta | None = None) -> Ways:
    """One member's ways through one title: five queries, and three when their delta is known."""
    title_id = study.taught.title_id
    stances = Stance.current(session, membership_id, title_id)
    attempts = sa.select(sa.func.count(Attempt.id))
    passed = changed.standing if changed else standing(session, membership_id, study.taught)
    return Ways(
        read=len(study.read),
        practised=session.scalar(
            _PRACTISED, {"member": membership_id, "edition": study.taught.edition_id}
        )
        or 0,
        argued=sum(stance.phase == Phase.SECOND for stance in stances),
        attempts=session.scalar(
            attempts.where(
                Attempt.membership_id == membership_id,
                Attempt.title_id == title_id,
                Attempt.scope == Scope.WHOLE,
            )
        )
        or 0,
        passed=passed is not None,
        stale=passed is not None and passed.is_stale,
    )


# A practice counts while the edition has its exercise in the same revision, as a reading does.
_PRACTISED = (
    sa.select(sa.func.count(sa.distinct(Practice.exercise)))
    .join(Edition, Edition.title_id == Practice.title_id)
    .join(
        Part,
        sa.and_(
            Part.edition_id == Edition.id,
            Part.kind == "exercise",
            Part.ref == Practice.exercise,
            Part.revision == Practice.revision,
        ),
    )
    .where(Practice.membership_id == sa.bindparam("member"), Edition.id == sa.bindparam("edition"))
)
