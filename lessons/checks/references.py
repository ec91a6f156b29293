"""References: whether what is named is there, and does not lead back to where it started."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from lessons.problem import Problem

Name = str | int


class Place:
    """A field of a file whose references are checked."""

    def __init__(self, file: str, field: str) -> None:
        self._file = file
        self._field = field

    def problem(self, text: str, inside: str = "") -> Problem:
        """A problem in this field, or in the one inside it."""
        return Problem(self._file, f"{self._field}.{inside}".strip("."), text)

    def dangling(
        self, inside: str, named: Iterable[Name], known: Collection[Name], kind: str
    ) -> Iterator[Problem]:
        """Each name in the field inside that is not one of the known of that kind."""
        for name in named:
            if name not in known:
                yield self.problem(f"names {name}, which is no {kind} here; correct it", inside)


def looped(leads: Mapping[str, Iterable[str]]) -> set[str]:
    """The refs from which what they lead to leads back to them."""
    return {ref for ref in leads if ref in _reached(ref, leads)}


def _reached(start: str, leads: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(leads[start])
    while ahead:
        ref = ahead.pop()
        if ref not in reached:
            reached.add(ref)
            ahead.extend(leads.get(ref, ()))
    return reached
