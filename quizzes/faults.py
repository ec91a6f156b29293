"""Faults that questions of several kinds can have: in their lists, and in what is right in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from quizzes.option import Item, Option, right

Fault = tuple[str, str]  # the field inside the question, and what is wrong with it


def list_faults(field: str, entries: tuple[Item, ...]) -> Iterator[Fault]:
    """What is wrong with a list, whatever is right in it."""
    if len(entries) < 2:
        yield field, f"has {len(entries)}; give it two or more"
    yield from repeated(f"{field}[{{}}].ref", [entry.ref for entry in entries])
    texts = [" ".join(entry.text.casefold().split()) for entry in entries]
    yield from repeated(f"{field}[{{}}].text", texts)
    for index, entry in enumerate(entries):
        if isinstance(entry, Option) and not entry.correct and entry.feedback is None:
            yield f"{field}[{index}].feedback", "is missing; say what choosing it reveals"


def key_faults(field: str, options: tuple[Option, ...]) -> Iterator[Fault]:
    """Whether one of the options is right, and no more."""
    count = len(right(options))
    if count != 1:
        yield field, f"has {count} that are correct; mark one as correct"


def repeated(field: str, values: list[str]) -> Iterator[Fault]:
    """Each value that stands there a second time; ``field`` has {} for its place."""
    for index, value in enumerate(values):
        if value in values[:index]:
            yield field.format(index), f"is {value!r} again; choose another"


def twice(refs: Iterable[str]) -> list[str]:
    """The refs that stand there more than once."""
    return [ref for ref, times in Counter(refs).items() if times > 1]
