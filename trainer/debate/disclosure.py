"""What of the verdicts a learner may see: the one place that decides.

A verdict on a row of the docket stays closed until the learner has taken a second stance on the
row. Pages, quiz feedback, prints and exports all ask a ``Disclosure``; nothing else hands a verdict
to a template.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lessons.debate import DocketRow, Verdict
from lessons.lesson import Lesson
from quizzes.question import Question
from trainer.debate.models.stance import Phase, Stance, Taken


@dataclass(frozen=True)
class Disclosure:
    """A lesson, and the refs of the docket rows that are open to one learner."""

    lesson: Lesson
    opened: frozenset[str]

    @classmethod
    def after(cls, stances: Sequence[Taken], lesson: Lesson) -> Disclosure:
        """What is open to the member who has taken those stances."""
        return cls(lesson, frozenset(each.row for each in stances if each.phase == Phase.SECOND))

    @property
    def shows_any(self) -> bool:
        """Whether any verdict of the docket is open."""
        return any(self.verdict(row.ref) for row in self.lesson.docket)

    def verdict(self, ref: str) -> Verdict | None:
        """The verdict on a docket row or a claim, if it is open and there is one."""
        if self._closed_rows({ref}):
            return None
        return self.lesson.verdict(ref)

    def closed_by(self, question: Question) -> list[DocketRow]:
        """The rows that still close a question's feedback, for it could tell their verdicts."""
        return self._closed_rows({*question.rows, *question.claims})

    def _closed_rows(self, refs: set[str]) -> list[DocketRow]:
        return [
            row
            for row in self.lesson.docket
            if row.ref not in self.opened and refs & {row.ref, *row.claims}
        ]


def disclosure(session: Session, membership_id: int, title_id: int, lesson: Lesson) -> Disclosure:
    """What is open to a member now."""
    return Disclosure.after(Stance.current(session, membership_id, title_id), lesson)


def disclosures(
    session: Session, members: Collection[int], title_id: int, lesson: Lesson
) -> dict[int, Disclosure]:
    """What is open to each of those members now: one query."""
    taken = Stance.current_of(session, members, title_id)
    return {each: Disclosure.after(taken.get(each, []), lesson) for each in members}
