"""What a handout costs: a press that starts, prints one copy and ends."""

from __future__ import annotations

import time
from statistics import median

from tests.trainer.handouts.copies import copy
from trainer.handouts.press import bind, press

ROUNDS = 3
BOUND = 40


def seconds() -> float:
    """On the wall, from order to PDF; the median of several."""
    return median(_timed() for _ in range(ROUNDS))


def seconds_to_bind() -> float:
    """On the wall, for so many copies in one file."""
    file = press(copy(opened=7))
    started = time.perf_counter()
    bind([file] * BOUND)
    return time.perf_counter() - started


def _timed() -> float:
    started = time.perf_counter()
    press(copy(opened=7))
    return time.perf_counter() - started
