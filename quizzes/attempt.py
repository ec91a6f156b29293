"""An attempt at a quiz, marked as a whole, and whether there may be another."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from quizzes.kinds import AnyAnswer, LiveQuestion
from quizzes.layout import Layout
from quizzes.mark import Mark
from quizzes.percent import percent
from quizzes.quiz import AttemptRules, Quiz

_DECIMALS = 9


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What an attempt came to.

    ``fraction`` is the mean of the ``counted`` questions' marks, of which ``right`` are wholly
    right; ``marks`` are those of every question asked, by ref in the order shown.
    """

    fraction: float
    passed: bool
    counted: int
    right: int
    marks: dict[str, Mark]

    @property
    def percent(self) -> int:
        """The fraction in whole per cent."""
        return percent(self.fraction)


def outcome(quiz: Quiz, layout: Layout, answers: Mapping[str, AnyAnswer]) -> Outcome:
    """The outcome of answers by the ref of their question; what is missing is blank.

    Only questions that count make the fraction. It is rounded to nine decimals before it is
    compared, so that the share of marks which passes exactly does pass.
    """
    drawn = [question for question, _ in layout.drawn(quiz)]
    marks = {question.ref: _mark(question, answers) for question in drawn}
    counted = [marks[question.ref] for question in drawn if question.counts]
    earned = math.fsum(mark.fraction for mark in counted)
    fraction = round(earned / len(counted), _DECIMALS) if counted else 0.0
    return Outcome(
        fraction=fraction,
        passed=fraction >= round(quiz.policy.pass_share, _DECIMALS),
        counted=len(counted),
        right=sum(mark.state == "right" for mark in counted),
        marks=marks,
    )


def may_start(rules: AttemptRules, attempts_so_far: int, *, passed: bool) -> bool:
    """Whether another attempt may begin: not after a pass, nor when all have been used."""
    return not passed and attempts_so_far < rules.attempts


def _mark(question: LiveQuestion, answers: Mapping[str, AnyAnswer]) -> Mark:
    answer = answers.get(question.ref)
    return Mark.of_blank(question.section) if answer is None else question.grade(answer)
