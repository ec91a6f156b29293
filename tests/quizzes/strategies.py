"""Valid questions of every live kind for property tests, and the same ones with another key.

They come from the samples: a kind that is listed in ``quizzes.kinds`` has one of its name.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from quizzes.kinds import KINDS, AnyAnswer, LiveQuestion
from tests.quizzes.sample import Sample

SAMPLES: dict[str, Sample[Any]] = {
    kind: import_module(f"tests.quizzes.samples.{kind}").SAMPLE for kind in KINDS
}


def live_questions() -> st.SearchStrategy[LiveQuestion]:
    """Valid questions of every live kind."""
    return st.one_of(*(sample.questions for sample in SAMPLES.values()))


def answers(question: LiveQuestion) -> st.SearchStrategy[Any]:
    """Canonical answers to a question, blank ones among them."""
    return SAMPLES[question.kind].answers(question)


@st.composite
def questions_with_answers(draw: st.DrawFn) -> tuple[LiveQuestion, AnyAnswer]:
    """A question of any live kind, with an answer to it."""
    question = draw(live_questions())
    return question, draw(answers(question))


def rekeyed(question: LiveQuestion) -> LiveQuestion:
    """The same question with another key, and another word about it."""
    changes = SAMPLES[question.kind].rekeyed(question)
    return replace(question, explanation="Not so.", **changes)
