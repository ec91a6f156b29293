"""What a member of the demo has done: readings, practices, stances and attempts."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from quizzes.attempt import outcome
from quizzes.package import Package
from quizzes.parts import PartRef
from trainer.debate.models.stance import Phase, Stance
from trainer.demo.cast import Cast
from trainer.demo.releases import changed_row
from trainer.editions.models.edition import Edition, package
from trainer.editions.models.part import part_revisions
from trainer.editions.queries.current import CurrentEdition
from trainer.quizzing.models.attempt import AnswerEvent, Attempt, Scope
from trainer.quizzing.models.result import Result
from trainer.quizzing.queries.passes import quiz_pass
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading
from trainer.tenancy.models.membership import Membership

WORDS = "It felt longer on the left than on the right, and the breath came by itself."
REASON = "It is what I was taught, and what I feel in my own body."


@dataclass(frozen=True)
class History:
    """One member's doings in one edition; the session is the studio's own."""

    session: Session
    member: Membership
    edition: Edition
    at: dt.datetime

    @property
    def package(self) -> Package:
        """What the edition holds."""
        return package(self.session, self.edition.id, self.edition.document_sha256)

    def study(self, each: Cast) -> None:
        """Read, practise, argue and be quizzed as far as the cast says."""
        lesson, ended = self.package.lesson, self.at - dt.timedelta(hours=each.ago)
        self._read(each)
        for number, exercise in enumerate(lesson.exercises[: each.practised]):
            self._practise(exercise.ref, number, ended - dt.timedelta(hours=30 - number))
        self._argue([row.ref for row in lesson.docket[: each.argued]], ended)
        for number, share in enumerate(each.tries, start=1):
            when = ended - dt.timedelta(hours=len(each.tries) - number)
            self._be_quizzed(number, share, when)

    def catch_up(self, each: Cast) -> None:
        """Argue anew what the edition changed, and answer the questions that rest on it."""
        ended = self.at - dt.timedelta(hours=each.ago // 2)
        self._argue([str(changed_row(self.package.lesson))], ended)
        taught = CurrentEdition.of(self.edition, self.package)
        again = quiz_pass(self.session, self.member.id, taught)
        if again and again.is_stale:
            self._be_quizzed(len(each.tries) + 1, 1.0, ended, only=again.to_answer_again)

    def _argue(self, rows: list[str], ended: dt.datetime) -> None:
        """Take both stances on those rows."""
        for number, row in enumerate(rows):
            for phase in Phase:
                stance = Stance(
                    **self._of,
                    row=row,
                    revision=self._revision("docket_row", row),
                    phase=phase,
                    position=1 + (number + 2 * (phase == Phase.SECOND)) % 7,
                    confidence=70,
                    reason=REASON,
                    at=ended
                    - dt.timedelta(minutes=20 * (len(rows) - number), hours=4)
                    + dt.timedelta(minutes=9 * (phase == Phase.SECOND)),
                )
                self.session.add(stance)

    def _be_quizzed(
        self,
        number: int,
        share: float,
        at: dt.datetime,
        only: tuple[str, ...] | None = None,
    ) -> None:
        """Hand in an attempt in which that share of the questions is answered rightly."""
        quiz = self.package.quiz
        if quiz is None:
            return
        scope = Scope.WHOLE if only is None else Scope.DELTA
        attempt = Attempt.start(quiz, number, only, scope=scope, started_at=at, **self._of)
        self.session.add(attempt)
        self.session.flush()
        drawn = [question for question, _ in attempt.layout.drawn(quiz)]
        for question in drawn[: math.ceil(share * len(drawn))]:
            event = AnswerEvent(
                membership_id=self.member.id,
                attempt_id=attempt.id,
                sequence=drawn.index(question) + 1,
                question=question.ref,
                answer_json=msgspec.json.encode(question.key).decode(),
                at=at,
            )
            self.session.add(event)
        attempt.closed_at = at
        came_to = outcome(quiz, attempt.layout, attempt.answers(self.session))
        self.session.add(Result.of(attempt, came_to, self.package.sha256, at))

    def _read(self, each: Cast) -> None:
        sections = self.package.lesson.sections[: each.read]
        for back, section in enumerate(reversed(sections)):
            when = self.at - dt.timedelta(hours=each.ago, minutes=9 * back)
            Reading.record(self.session, self.member.id, self.edition, section.ref, when)

    def _practise(self, ref: str, number: int, at: dt.datetime) -> None:
        practice = Practice(
            **self._of,
            exercise=ref,
            revision=self._revision("exercise", ref),
            ease_before=3 + number % 3,
            ease_after=5 + number % 4,
            words=WORDS,
            at=at,
        )
        self.session.add(practice)

    def _revision(self, kind: str, ref: str) -> int:
        return self._revisions[PartRef(kind, ref)]

    @cached_property
    def _revisions(self) -> dict[PartRef, int]:
        return part_revisions(self.session, self.edition.id)

    @property
    def _of(self) -> dict[str, Any]:
        return {
            "membership_id": self.member.id,
            "title_id": self.edition.title_id,
            "edition_id": self.edition.id,
        }
