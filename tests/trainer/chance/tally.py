"""Tally: how far random requests got, and what of them broke."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Answers by status, the endpoints that answered well, and each fault in words."""

    statuses: Counter[int] = field(default_factory=Counter)
    reached: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many requests were made."""
        return self.statuses.total()

    def share(self, *statuses: int) -> float:
        """The part of answers that had one of these."""
        return sum(self.statuses[each] for each in statuses) / max(self.total, 1)

    def told(self, database: str) -> list[str]:
        """How far it got; the last line says how it ended."""
        shares = ", ".join(
            f"{count / self.total:.0%} {status}" for status, count in self.statuses.most_common(8)
        )
        return [
            f"{shares}; {len(self.reached)} endpoints answered well",
            f"{self.total:,} requests on {database}: {len(self.faults)} answers of 5xx",
        ]
