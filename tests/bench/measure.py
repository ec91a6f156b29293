"""A line of the bench: a figure with the most it may be, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A figure, and the most it may be."""

    name: str
    value: float
    limit: float

    @property
    def is_kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "" if self.is_kept else "  MISSED"
        return f"{self.name:42}{self.value:12,.6g}{self.limit:12,.6g}{verdict}"


@dataclass(frozen=True)
class Missed:
    """A line that could not be measured, and why."""

    name: str
    why: str
    is_kept: bool = False

    def __str__(self) -> str:
        return f"{self.name:42}{'-':>12}{'':12}  MISSED: {self.why}"


Line = Measure | Missed


def measured(names: Sequence[str], measures: Callable[[], Iterable[Measure]]) -> list[Line]:
    """Those lines, each with its figure; what is not reached before a fault is missed by name."""
    found: list[Line] = []
    try:
        found.extend(measures())
    except Exception as fault:  # noqa: BLE001  (whatever it is, the other lines are still printed)
        why = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
        reached = {line.name for line in found}
        found += [Missed(name, why) for name in names if name not in reached]
    return found
