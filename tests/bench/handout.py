"""What a handout costs: a base laid out in full, beside which each copy is little."""

from __future__ import annotations

import time
from statistics import median

from tests.trainer.handouts.copies import copy
from trainer.handouts import pdf
from trainer.handouts.press import press

ROUNDS = 3


def seconds() -> float:
    """On the wall, from order to base, by a press that starts for it; the median of several."""
    return median(_timed() for _ in range(ROUNDS))


def seconds_in_full() -> float:
    """Of computing, for the same laid out in a process that has done so before; the least."""
    made = copy(opened=0)
    taken = []
    for _ in range(1 + ROUNDS):
        started = time.process_time()
        pdf.base(made.sheet, made.brand)
        taken.append(time.process_time() - started)
    return min(taken[1:])


def _timed() -> float:
    made = copy(opened=7)
    started = time.perf_counter()
    press(made.sheet, made.brand)
    return time.perf_counter() - started
