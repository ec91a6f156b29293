"""Layout: in which order an attempt shows its questions, and the lists in each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

import msgspec

from quizzes.quiz import LiveQuestion, Quiz


class Placing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question's place: its lists by name, each as the author's refs in the order shown.

    A page's form holds positions in these lists and no ref, for a ref may tell.
    """

    question: str
    orders: dict[str, tuple[str, ...]]

    def positions(self, name: str) -> dict[str, str]:
        """The refs of a list by the position at which each is shown, as a form writes it."""
        return {str(position): ref for position, ref in enumerate(self.orders[name])}


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an attempt shows and where; it is stored with the attempt."""

    placings: tuple[Placing, ...]

    def drawn(self, quiz: Quiz) -> list[tuple[LiveQuestion, Placing]]:
        """The questions in the order shown, each with its placing, of the quiz it was made from."""
        questions = {question.ref: question for question in quiz.live}
        return [(questions[placing.question], placing) for placing in self.placings]

    def at(self, quiz: Quiz, number: int) -> tuple[LiveQuestion, Placing]:
        """The question at one place, counted from 1."""
        placing = self.placings[number - 1]
        return next(each for each in quiz.live if each.ref == placing.question), placing


def lay_out(quiz: Quiz, seed: int, only: Collection[str] | None = None) -> Layout:
    """The layout that a seed gives: the same seed gives the same one, whatever the keys are.

    It shows all questions, or ``only`` those with these refs.
    """
    asked = (each for each in quiz.live if only is None or each.ref in only)
    questions = {question.ref: question for question in asked}
    return Layout(tuple(place(questions[ref], seed) for ref in _shuffled(questions, f"{seed}")))


def place(question: LiveQuestion, seed: int) -> Placing:
    """One question's place under a seed."""
    orders = {
        name: _shuffled((entry.ref for entry in entries), f"{seed}/{question.ref}/{name}")
        for name, entries in question.lists.items()
    }
    return Placing(question.ref, orders)


def _shuffled(refs: Iterable[str], salt: str) -> tuple[str, ...]:
    """The refs in an order that tells nothing of the author's, which for some kinds is the key."""
    return tuple(sorted(refs, key=lambda ref: hashlib.sha256(f"{salt}/{ref}".encode()).digest()))
