"""What the demo teaches: the shipped lesson, and a release before it with another verdict."""

from __future__ import annotations

import msgspec

from lessons.debate import Verdict
from lessons.lesson import Lesson
from quizzes.package import Package
from trainer.editions import catalogue

BEFORE = (
    "When this was first published the studies that decide it had not been weighed, so it was left "
    "open. Argue it again to see what they show."
)
BEFORE_IN_SHORT = (
    "The studies that decide it had not been weighed yet, so it was left open: people differ."
)


def lesson_of_the_demo() -> tuple[str, Package]:
    """The first of what is shipped, by the name of its folder."""
    return next(iter(catalogue.packages().items()))


def earlier(package: Package) -> Package | None:
    """The release before: its last settled row of the docket was still contested.

    None when nothing in it is settled.
    """
    changed = changed_row(package.lesson)
    if changed is None:
        return None
    verdicts = tuple(_as_before(each, changed) for each in package.lesson.verdicts)
    lesson = msgspec.structs.replace(package.lesson, verdicts=verdicts)
    return msgspec.structs.replace(package, lesson=lesson)


def changed_row(lesson: Lesson) -> str | None:
    """The row whose verdict the second edition changed."""
    settled = (
        row.ref
        for row in reversed(lesson.docket)
        if (verdict := lesson.verdict(row.ref)) and verdict.settled
    )
    return next(settled, None)


def _as_before(verdict: Verdict, changed: str) -> Verdict:
    if verdict.on != changed:
        return verdict
    return msgspec.structs.replace(
        verdict, label="contested", reason=BEFORE, short=BEFORE_IN_SHORT, misreading=None
    )
