"""``trainer work`` with a press that takes no time: ``python -m tests.journeys.quick_work``.

After the first base it waits until somebody has looked, so that a run is seen half-way however
quick it is.
"""

from __future__ import annotations

import itertools
import os
import time
from pathlib import Path

import pytest

from tests.journeys.quick_press import press, press_quickly
from trainer.cli import main
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.press import Base, Beat

BEFORE_A_LOOK = 1
LOOKED = "looked"  # a file in TRAINER_HOME
_bases = itertools.count()


def press_when_looked_at(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
    """A base; those after the first once somebody has looked."""
    if next(_bases) >= BEFORE_A_LOOK:
        while not (Path(os.environ["TRAINER_HOME"]) / LOOKED).exists():
            beat()
            time.sleep(0.05)
    return press(sheet, brand, beat)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        press_quickly(patch, press_when_looked_at)
        main(["work"])
