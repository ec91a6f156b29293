"""What is wrong inside one question: its lists, its key, and what its kind asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import factorial, prod
from typing import Any

from quizzes.quiz import AnyQuestion, Gaps, Item, Matching, Multiple, Numeric, Option, Ordering

Fault = tuple[str, str]  # the field inside the question, and what is wrong with it

_MOST_ORDERS = 120


def faults(question: AnyQuestion) -> Iterator[Fault]:
    """Everything wrong with a question by itself; figures, which no live kind has, are left out."""
    for field, entries in _lists(question):
        yield from _entries(field, entries)
        options = [option for option in entries if isinstance(option, Option)]
        if options:
            yield from _key(question, field, options)
            yield from _silent(field, options)
    if check := _BY_KIND.get(type(question)):
        yield from check(question)


def _lists(question: AnyQuestion) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The lists of a question by the field they are written in."""
    if isinstance(question, Gaps):
        for index, gap in enumerate(question.gaps):
            yield f"gaps[{index}].options", gap.options
    else:
        yield from question.lists.items()


def _entries(field: str, entries: tuple[Item, ...]) -> Iterator[Fault]:
    if len(entries) < 2:
        yield field, f"has {len(entries)}; give it two or more"
    yield from repeated(f"{field}[{{}}].ref", [entry.ref for entry in entries])
    texts = [" ".join(entry.text.casefold().split()) for entry in entries]
    yield from repeated(f"{field}[{{}}].text", texts)


def repeated(field: str, values: list[str]) -> Iterator[Fault]:
    """Each value that stands there a second time; ``field`` has {} for its place."""
    for index, value in enumerate(values):
        if value in values[:index]:
            yield field.format(index), f"is {value!r} again; choose another"


def _key(question: AnyQuestion, field: str, options: list[Option]) -> Iterator[Fault]:
    right = sum(option.correct for option in options)
    if not isinstance(question, Multiple):
        if right != 1:
            yield field, f"has {right} that are correct; mark one as correct"
    elif not 0 < right < len(options):
        yield field, f"has {right} of {len(options)} that are correct; have some right, some wrong"


def _silent(field: str, options: list[Option]) -> Iterator[Fault]:
    for index, option in enumerate(options):
        if not option.correct and option.feedback is None:
            yield f"{field}[{index}].feedback", "is missing; say what choosing it reveals"


def _numeric(question: Numeric) -> Iterator[Fault]:
    for index, trap in enumerate(question.traps):
        if abs(trap.value - question.answer) <= question.tolerance:
            yield f"traps[{index}].value", "is within the tolerance of the answer; correct one"


def _ordering(question: Ordering) -> Iterator[Fault]:
    refs = {item.ref for item in question.items}
    tied = [ref for tie in question.ties for ref in tie]
    for ref in sorted(set(tied) - refs):
        yield "ties", f"names {ref}, which is no item; correct the ref"
    for ref in _twice(tied):
        yield "ties", f"names {ref} twice; an item is in one tie at most"
    if any(set(tie) >= refs for tie in question.ties):
        yield "ties", "tie every item, so that any order is right; leave one out"
    orders = prod(factorial(len(tie)) for tie in question.ties)
    if orders > _MOST_ORDERS:
        yield "ties", f"allow {orders} orders; allow at most {_MOST_ORDERS}"


def _matching(question: Matching) -> Iterator[Fault]:
    choices = {choice.ref for choice in question.choices}
    for index, pair in enumerate(question.pairs):
        if pair.match not in choices:
            yield f"pairs[{index}].match", f"is {pair.match}, which is no choice; correct the ref"


def _gaps(question: Gaps) -> Iterator[Fault]:
    refs = [gap.ref for gap in question.gaps]
    if not refs:
        yield "gaps", "is empty; give it one or more"
    yield from repeated("gaps[{}].ref", refs)
    for ref in _twice(question.blanks):
        yield "text", f"has [[{ref}]] twice; a gap stands in one place"
    for ref in sorted(set(question.blanks) - set(refs)):
        yield "text", f"has [[{ref}]], which is no gap; correct the ref"
    for index, ref in enumerate(refs):
        if ref not in question.blanks:
            yield f"gaps[{index}].ref", f"is {ref}, and the text has no [[{ref}]]; put it there"


def _twice(refs: Iterable[str]) -> list[str]:
    return [ref for ref, times in Counter(refs).items() if times > 1]


_BY_KIND: dict[type[AnyQuestion], Callable[[Any], Iterator[Fault]]] = {
    Numeric: _numeric,
    Ordering: _ordering,
    Matching: _matching,
    Gaps: _gaps,
}
