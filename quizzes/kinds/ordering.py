"""Ordering: put in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise, permutations, product
from math import factorial, prod

from lessons.authoring import Ref
from quizzes.answer import Answer
from quizzes.answer_form import AnswerForm, AnswerRefused, FormValues
from quizzes.faults import Fault, twice
from quizzes.kind import Kind, Public
from quizzes.mark import Earned, Feedback
from quizzes.option import Item
from quizzes.question_layout import QuestionLayout

_MOST_ORDERS = 120


class PublicOrdering(Public, frozen=True, kw_only=True, tag="ordering"):
    """Give each item a place from 0, in the field named by the item's position."""

    items: tuple[str, ...]


class Order(Answer, frozen=True, kw_only=True, tag="order"):
    """The items by the place they were given; None where a place was left free."""

    items: tuple[str | None, ...] = ()


class Ordering(Kind[Order], frozen=True, kw_only=True, tag="ordering"):
    """Put in order: ``items`` stand in the right order; ``ties`` may change places."""

    words = frozenset({"if_wrong"})

    items: tuple[Item, ...]
    if_wrong: str
    ties: tuple[tuple[Ref, ...], ...] = ()

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"items": self.items}

    def public_view(self, layout: QuestionLayout) -> PublicOrdering:
        items = layout.texts("items", self.items)
        return PublicOrdering(stem=self.stem, counts=self.counts, items=items)

    def read(self, layout: QuestionLayout, form: AnswerForm) -> Order:
        shown = layout.positions("items")
        places = {name: place for place, name in enumerate(shown)}
        items: list[str | None] = [None] * len(shown)
        for name, ref in shown.items():
            place = form.one(name, places)
            if place is not None:
                _put(items, place, ref)
        return Order(items=tuple(items) if any(items) else ())

    def fill(self, layout: QuestionLayout, answer: Order) -> FormValues:
        places = {ref: str(place) for place, ref in enumerate(answer.items)}
        shown = layout.positions("items")
        return {name: [places[ref]] if ref in places else [] for name, ref in shown.items()}

    @property
    def key(self) -> Order:
        return Order(items=tuple(item.ref for item in self.items))

    def earned(self, answer: Order) -> Earned:
        """The share of right neighbours, by the allowed order that suits the answer best."""
        given = set(pairwise(answer.items))
        best = max(sum(pair in given for pair in pairwise(order)) for order in self._orders())
        earned = best / (len(self.items) - 1)
        return earned, [] if earned == 1 else [Feedback(right=False, text=self.if_wrong)]

    def own_faults(self) -> Iterator[Fault]:
        refs = {item.ref for item in self.items}
        tied = [ref for tie in self.ties for ref in tie]
        for ref in sorted(set(tied) - refs):
            yield "ties", f"names {ref}, which is no item; correct the ref"
        for ref in twice(tied):
            yield "ties", f"names {ref} twice; an item is in one tie at most"
        if any(set(tie) >= refs for tie in self.ties):
            yield "ties", "tie every item, so that any order is right; leave one out"
        orders = prod(factorial(len(tie)) for tie in self.ties)
        if orders > _MOST_ORDERS:
            yield "ties", f"allow {orders} orders; allow at most {_MOST_ORDERS}"

    def _orders(self) -> Iterator[tuple[str, ...]]:
        """Every order that is right: items of a tie may change places with each other."""
        for swapped in product(*(permutations(tie) for tie in self.ties)):
            moved = dict(zip(chain(*self.ties), chain(*swapped), strict=True))
            yield tuple(moved.get(item.ref, item.ref) for item in self.items)


def _put(items: list[str | None], place: int, ref: str) -> None:
    if items[place] is not None:
        raise AnswerRefused(f"Two items have place {place + 1}. Give each a place of its own.")
    items[place] = ref
