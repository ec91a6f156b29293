"""What a handout costs: one alone, with the start of its press, and each of several in one run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.handouts.document import Handout
from trainer.handouts.press import MOST, press


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, and how many copies came out of them."""

    seconds: float
    copies: int

    @property
    def per_copy(self) -> float:
        """Seconds for each."""
        return self.seconds / self.copies


def cold(handout: Handout) -> Cost:
    """One handout from order to PDF: a press starts, prints it and ends."""
    return _timed([handout])


def warm(handout: Handout, copies: int = MOST) -> Cost:
    """What several take beyond the first of them, each alone and all together."""
    alone, run = _timed([handout]), _timed([handout] * copies)
    return Cost(run.seconds - alone.seconds, copies - 1)


def _timed(handouts: Sequence[Handout]) -> Cost:
    started = time.perf_counter()
    press(handouts)
    return Cost(time.perf_counter() - started, len(handouts))
