"""Quiz: questions of several kinds, each about claims or a section, and how often one may try."""

from __future__ import annotations

import math
from collections import Counter
from typing import Annotated

import msgspec

from lessons.authoring import Authored, Number, Ref
from quizzes.kinds import AnyQuestion, LiveQuestion, is_live
from quizzes.percent import percent
from quizzes.topic import Topic

Share = Annotated[float, msgspec.Meta(gt=0, le=1)]


class AttemptRules(Authored, frozen=True, kw_only=True):
    """How often one may try, and what share of the counted questions passes."""

    attempts: Number = 3
    pass_share: Share = 0.8

    @property
    def pass_percent(self) -> int:
        """The share that passes in whole per cent."""
        return percent(self.pass_share)


class Quiz(Authored, frozen=True, kw_only=True):
    """A quiz on one lesson; its ``blueprint`` says what it tests, and how often at least."""

    ref: Ref
    title: str
    introduction: str
    questions: tuple[AnyQuestion, ...]
    policy: AttemptRules = AttemptRules()
    blueprint: tuple[Topic, ...] = ()

    @property
    def live(self) -> tuple[LiveQuestion, ...]:
        """The questions that can be drawn."""
        return tuple(question for question in self.questions if is_live(question))

    @property
    def waiting(self) -> frozenset[str]:
        """The refs of the others: nobody was asked them yet, so no pass rests on one."""
        return frozenset(each.ref for each in self.questions if not is_live(each))

    @property
    def counting(self) -> int:
        """How many of the questions that can be drawn count."""
        return sum(question.counts for question in self.live)

    @property
    def needed(self) -> int:
        """How many of those pass if each is wholly right or wrong."""
        return math.ceil(round(self.policy.pass_share * self.counting, 9))

    @property
    def kinds(self) -> dict[str, int]:
        """How many questions there are of each kind."""
        return dict(Counter(question.kind for question in self.questions))
