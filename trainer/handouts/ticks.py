"""Ticks: who is ticked, short enough for an address, however many they are.

The ids are told as the steps from each to the next: a thousand in two letters each, where as many
fields of a form would be longer than a server takes.
"""

from __future__ import annotations

from collections.abc import Iterable

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def short(ids: Iterable[int]) -> str:
    """Those ids, in an address; none is negative."""
    ordered = sorted(set(ids))
    steps = (after - before for before, after in zip([0, *ordered], ordered, strict=False))
    return ".".join(map(_written, steps))


def ids_of(text: str) -> set[int]:
    """The ids that an address tells of, up to where it makes no sense."""
    found, at = set(), 0
    for step in text.split("."):
        if not step or not set(step) <= set(_DIGITS):
            break
        at += int(step[:12], 36)
        found.add(at)
    return found


def _written(number: int) -> str:
    head, last = divmod(number, len(_DIGITS))
    return (_written(head) if head else "") + _DIGITS[last]
