"""Refs are well-formed, and none names two things that could be taken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lessons.authoring import REF, Named
from lessons.lesson import Lesson
from lessons.problem import Problem

# A verdict is on a row or a claim, and a debate is read as a whole: its refs are of one kind.
_SPACES = (
    ("lesson.yaml", ("sections",)),
    ("lesson.yaml", ("terms",)),
    ("lesson.yaml", ("figures",)),
    ("exercises.yaml", ("exercises",)),
    ("debate.yaml", ("claims", "docket", "arguments", "evidence")),
)


def names(lesson: Lesson) -> Iterator[Problem]:
    """Every ref that is misspelt, or taken already."""
    yield from _misspelt("lesson.yaml", "folder name", lesson.ref)
    for file, sorts in _SPACES:
        yield from _in_one_space(file, {sort: getattr(lesson, sort) for sort in sorts})


def _in_one_space(file: str, parts: dict[str, tuple[Named, ...]]) -> Iterator[Problem]:
    taken: set[str] = set()
    for sort, same in parts.items():
        for index, part in enumerate(same):
            field = f"{sort}[{index}].ref"
            yield from _misspelt(file, field, part.ref)
            if part.ref in taken:
                yield Problem(file, field, f"is {part.ref} again; choose another")
            taken.add(part.ref)


def _misspelt(file: str, field: str, ref: str) -> Iterator[Problem]:
    if not re.match(REF, ref):
        text = f"is {ref!r}; write lower-case letters, digits and hyphens"
        yield Problem(file, field, text)
