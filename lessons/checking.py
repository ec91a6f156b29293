"""What is wrong with a lesson that can be read: refs, references, counts and empty texts."""

from __future__ import annotations

from lessons.checks.arguments import arguments
from lessons.checks.claims import claims
from lessons.checks.comments import comments
from lessons.checks.docket import docket, verdicts
from lessons.checks.evidence import evidence
from lessons.checks.exercises import exercises
from lessons.checks.figures import figures
from lessons.checks.grades import grades
from lessons.checks.minutes import minutes
from lessons.checks.names import names
from lessons.checks.outline import outline
from lessons.checks.prose import prose
from lessons.checks.shorts import shorts
from lessons.lesson import Lesson
from lessons.problem import Problem

_CHECKS = (
    names,
    outline,
    minutes,
    prose,
    figures,
    comments,
    claims,
    docket,
    arguments,
    evidence,
    verdicts,
    shorts,
    grades,
    exercises,
)


def problems(lesson: Lesson) -> list[Problem]:
    """Everything wrong with a lesson, as far as it can be told without its source."""
    return [problem for check in _CHECKS for problem in check(lesson)]
