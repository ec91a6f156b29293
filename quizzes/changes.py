"""Changes: what differs between two packages, part by part, and what goes stale with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from quizzes.option import Option
from quizzes.package import Package
from quizzes.parts import Part, PartRef
from quizzes.question import Question

GONE = ""  # the digest of a part that was removed


class Known(msgspec.Struct, frozen=True):
    """A part as the edition before has it; its digest is GONE once it is removed."""

    revision: int
    digest: str
    rests_on: tuple[PartRef, ...] = ()


class Revised(msgspec.Struct, frozen=True):
    """A part as the next edition has it."""

    kind: str
    ref: str
    revision: int
    digest: str
    rests_on: tuple[PartRef, ...] = ()


class Change(msgspec.Struct, frozen=True):
    """A part that differs; ``forced`` says why it can never be minor, if it cannot."""

    kind: str
    ref: str
    how: Literal["added", "changed", "removed"]
    forced: str | None = None

    @property
    def part(self) -> PartRef:
        """The part that differs."""
        return PartRef(self.kind, self.ref)


def changes(before: Package, after: Package) -> list[Change]:
    """Every part that differs, in the order of the new package; what was removed comes last."""
    old = {part.part_ref: part for part in before.parts}
    new = {part.part_ref: part for part in after.parts}
    forced = _forced(before, after)
    return [
        *(
            Change(*key, "changed" if key in old else "added", forced.get(key))
            for key, part in new.items()
            if key not in old or old[key].digest != part.digest
        ),
        *(Change(*key, "removed") for key in old if key not in new),
    ]


def revise(
    before: Mapping[PartRef, Known], after: Iterable[Part], material: frozenset[PartRef]
) -> list[Revised]:
    """The parts of the next edition in their revisions.

    A revision goes up by one when the part is among the ``material`` ones or rests on one of them,
    through however many others, as it did before or does now. A part that is removed leaves its
    name with no digest, so that what rested on it is known to be stale, or not to be.
    """
    new = {part.part_ref: part for part in after}
    moved = _moved(before, new, material)
    kept = [_revised(before.get(key), part, moved=key in moved) for key, part in new.items()]
    return [*kept, *_tombstones(before, new, material)]


def _moved(
    before: Mapping[PartRef, Known], new: Mapping[PartRef, Part], material: frozenset[PartRef]
) -> set[PartRef]:
    """The material parts, and all that rests on them."""
    resting: dict[PartRef, set[PartRef]] = {}
    for parts in (before, new):
        for key, part in parts.items():
            for under in part.rests_on:
                resting.setdefault(under, set()).add(key)
    moved, waiting = set(material), list(material)
    while waiting:
        fresh = resting.get(waiting.pop(), set()) - moved
        moved |= fresh
        waiting += fresh
    return moved


def _revised(known: Known | None, part: Part, *, moved: bool) -> Revised:
    revision = known.revision + (moved or known.digest == GONE) if known else 1
    return Revised(part.kind, part.ref, revision, part.digest, part.rests_on)


def _tombstones(
    before: Mapping[PartRef, Known], new: Mapping[PartRef, Part], material: frozenset[PartRef]
) -> Iterator[Revised]:
    for key, known in before.items():
        if key not in new:
            yield Revised(*key, known.revision + (key in material), GONE)


def _forced(before: Package, after: Package) -> dict[PartRef, str]:
    """Why parts that both packages have can never have changed in a minor way."""
    found: dict[PartRef, str] = {}
    for kind, old, new, why in (
        ("docket_row", _verdicts(before), _verdicts(after), "its verdict changed"),
        ("claim", _verdicts(before), _verdicts(after), "its verdict changed"),
        ("exercise", _precautions(before), _precautions(after), "its precautions changed"),
        ("question", _keys(before), _keys(after), "its key changed"),
        ("quiz", _pass(before), _pass(after), "what passes changed"),
    ):
        for ref in old.keys() | new.keys():
            if old.get(ref) != new.get(ref):
                found[PartRef(kind, ref)] = why
    return found


def _verdicts(package: Package) -> dict[str, object]:
    return {verdict.on: verdict for verdict in package.lesson.verdicts}


def _precautions(package: Package) -> dict[str, object]:
    return {each.ref: each.precautions for each in package.lesson.exercises}


def _pass(package: Package) -> dict[str, object]:
    return {package.quiz.ref: package.quiz.policy.pass_share} if package.quiz else {}


def _keys(package: Package) -> dict[str, object]:
    return {each.ref: _Marking(each) for each in package.quiz.questions} if package.quiz else {}


class _Marking:
    """How a question is marked: equal when every answer earns the same in both."""

    def __init__(self, question: Question) -> None:
        self._key = question.marking
        self._judged = {option.text: option.correct for option in _options(question)}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Marking) or self._key != other._key:
            return False
        both = self._judged.keys() & other._judged.keys()
        return all(self._judged[text] == other._judged[text] for text in both)

    __hash__ = None  # type: ignore[assignment]  # what is compared by part of itself has no hash


def _options(question: Question) -> Iterator[Option]:
    for entries in question.lists.values():
        yield from (entry for entry in entries if isinstance(entry, Option))
