"""Layout: in which order an attempt shows its questions, and the lists in each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

import msgspec

from quizzes.kinds import LiveQuestion
from quizzes.question_layout import QuestionLayout
from quizzes.quiz import Quiz


class Layout(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"questions": "placings"}
):
    """What an attempt shows and where; it is stored with the attempt, under the names in JSON."""

    questions: tuple[QuestionLayout, ...]

    def drawn(self, quiz: Quiz) -> list[tuple[LiveQuestion, QuestionLayout]]:
        """The questions in the order shown, each with its layout, of the quiz it was made from."""
        questions = {question.ref: question for question in quiz.live}
        return [(questions[layout.question], layout) for layout in self.questions]

    def at(self, quiz: Quiz, number: int) -> tuple[LiveQuestion, QuestionLayout]:
        """The question at one place, counted from 1."""
        layout = self.questions[number - 1]
        return next(each for each in quiz.live if each.ref == layout.question), layout


def lay_out(quiz: Quiz, seed: int, only: Collection[str] | None = None) -> Layout:
    """The layout that a seed gives: the same seed gives the same one, whatever the keys are.

    It shows all questions, or ``only`` those with these refs.
    """
    asked = (each for each in quiz.live if only is None or each.ref in only)
    questions = {question.ref: question for question in asked}
    order = _shuffled(questions, f"{seed}")
    return Layout(tuple(lay_out_question(questions[ref], seed) for ref in order))


def lay_out_question(question: LiveQuestion, seed: int) -> QuestionLayout:
    """The layout of one question under a seed."""
    orders = {
        name: _shuffled((entry.ref for entry in entries), f"{seed}/{question.ref}/{name}")
        for name, entries in question.lists.items()
    }
    return QuestionLayout(question.ref, orders)


def _shuffled(refs: Iterable[str], salt: str) -> tuple[str, ...]:
    """The refs in an order that tells nothing of the author's, which for some kinds is the key."""
    return tuple(sorted(refs, key=lambda ref: hashlib.sha256(f"{salt}/{ref}".encode()).digest()))
