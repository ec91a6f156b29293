"""What a member's study of a title leaves behind: practices, stances, attempts and a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from quizzes.attempt import outcome
from quizzes.package import Package
from quizzes.quiz import Quiz
from tests.trainer.world import LONG_AGO
from trainer.debate.models.stance import Phase, Stance
from trainer.editions.models.edition import Edition, package_of
from trainer.editions.models.part import part_revision
from trainer.quizzing.models.attempt import AnswerEvent, Attempt
from trainer.quizzing.models.extra_try import ExtraTry, Plea
from trainer.quizzing.models.result import Result
from trainer.storage.base import Tenant
from trainer.study.models.practice import Practice
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.models.membership import Membership


@dataclass(frozen=True)
class Study:
    """A member's study of an edition; the session sees every studio."""

    session: Session
    edition: Edition
    member: Membership

    @property
    def package(self) -> Package:
        """What the edition holds."""
        return package_of(self.session, self.edition.id)

    @property
    def quiz(self) -> Quiz:
        """The quiz in it."""
        assert self.package.quiz is not None
        return self.package.quiz

    def practise(self, ref: str, words: str) -> None:
        """Practise an exercise."""
        did: dict[str, Any] = {"ease_before": 3, "ease_after": 6, "words": words, "at": LONG_AGO}
        revision = part_revision(self.session, self.edition.id, "exercise", ref)
        self._add(Practice(exercise=ref, revision=revision, **did, **self._of))

    def ask_for_another_try(self, reason: str, number: int = 0) -> None:
        """Ask for another try with so many used, and be given one."""
        of: dict[str, Any] = {key: self._of[key] for key in ("membership_id", "title_id")}
        self._add(Plea(number=number, at=LONG_AGO, **of))
        self._add(ExtraTry(number=number, reason=reason, at=LONG_AGO, **of))

    def sign(self, ref: str) -> None:
        """Approve an exercise card."""
        signature = SignOff(
            title_id=self.edition.title_id,
            edition_id=self.edition.id,
            exercise=ref,
            revision=part_revision(self.session, self.edition.id, "exercise", ref),
            signed_by=self.member.id,
            name="A Teacher",
            qualification="Teacher",
            at=LONG_AGO,
        )
        self._add(signature)

    def argue(self, ref: str, reason: str) -> None:
        """Take both stances on a row."""
        held: dict[str, Any] = {"position": 6, "confidence": 70, "reason": reason, "at": LONG_AGO}
        held["revision"] = part_revision(self.session, self.edition.id, "docket_row", ref)
        for phase in Phase:
            self._add(Stance(row=ref, phase=phase, **held, **self._of))

    def begin(self, number: int = 1) -> Attempt:
        """Begin an attempt."""
        attempt = Attempt.start(self.quiz, number, started_at=LONG_AGO, **self._of)
        self._add(attempt)
        return attempt

    def answer(self, attempt: Attempt) -> None:
        """Answer everything rightly."""
        for question in self.quiz.live:
            AnswerEvent.record(self.session, attempt, question.ref, question.key, LONG_AGO)
            self._flush()

    def hand_in(self, attempt: Attempt, reason: str = "handed in") -> None:
        """Close an attempt and mark it."""
        attempt.closed_at = LONG_AGO
        came_to = outcome(self.quiz, attempt.layout, attempt.answers(self.session))
        result = Result.of(attempt, came_to, self.package.sha256, LONG_AGO)
        result.reason = reason
        self._add(result)

    @property
    def _of(self) -> dict[str, Any]:
        return {
            "membership_id": self.member.id,
            "title_id": self.edition.title_id,
            "edition_id": self.edition.id,
        }

    def _add(self, row: Tenant) -> None:
        self.session.add(row)
        self._flush()

    def _flush(self) -> None:
        for row in self.session.new:
            row.studio_id = self.member.studio_id
        self.session.flush()
