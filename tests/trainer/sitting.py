"""Taking a quiz as a browser does: through the forms, by position."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizzes.kinds import AnyAnswer, LiveQuestion
from quizzes.question_layout import QuestionLayout
from quizzes.quiz import Quiz
from tests.trainer.conftest import Look
from trainer.quizzing.models.attempt import Attempt

QUIZ = "/harbour/lessons/feet/quiz"


@dataclass(frozen=True)
class Sitting:
    """Somebody who sits at an attempt; ``url`` is its address."""

    client: FlaskClient
    quiz: Quiz
    attempt: Attempt
    url: str

    @property
    def drawn(self) -> list[tuple[LiveQuestion, QuestionLayout]]:
        """The questions as this attempt shows them."""
        return self.attempt.layout.drawn(self.quiz)

    def number(self, ref: str) -> int:
        """The number at which a question is shown."""
        refs = [question.ref for question, _ in self.drawn]
        return refs.index(ref) + 1

    def address(self, ref: str) -> str:
        """The address of a question's page."""
        return f"{self.url}/questions/{self.number(ref)}"

    def form(self, ref: str, answer: AnyAnswer | None = None) -> dict[str, list[str]]:
        """The fields that hold an answer, or the right one."""
        question, layout = self.drawn[self.number(ref) - 1]
        return question.form_values(layout, answer or question.key)

    def answer(self, ref: str, answer: AnyAnswer | None = None) -> TestResponse:
        """Send an answer to a question, or the right one."""
        return self.client.post(self.address(ref), data=self.form(ref, answer))

    def answer_rightly(self, refs: Iterable[str] | None = None, but: Container[str] = ()) -> None:
        """Answer those questions, or all, but for some."""
        for ref in refs or [question.ref for question in self.quiz.live]:
            if ref not in but:
                assert self.answer(ref).status_code == 303

    def hand_in(self) -> TestResponse:
        """Press the button that ends the attempt, and again where that is asked."""
        answer = self.client.post(f"{self.url}/results")
        asked = re.search(r'name="blank" value="(\d+)"', answer.text)
        return (
            self.client.post(f"{self.url}/results", data={"blank": asked[1]}) if asked else answer
        )


def begin(client: FlaskClient, look: Look, quiz: Quiz) -> Sitting:
    """Begin an attempt, or go on with the one that is open."""
    answer = client.post(f"{QUIZ}/attempts")
    assert answer.status_code == 303, answer.text
    url = answer.location.partition("/questions/")[0]
    (attempt,) = look(sa.select(Attempt).where(Attempt.id == int(url.rpartition("/")[2])))
    return Sitting(client, quiz, attempt, url)
