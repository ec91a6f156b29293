"""``trainer work`` with a press that takes no time: ``python -m tests.journeys.quick_work``.

After the third copy it waits until somebody has looked, so that a run is seen half-way however
quick it is.
"""

from __future__ import annotations

import itertools
import os
import time
from pathlib import Path

import pytest

from tests.journeys.quick_press import bind, press
from trainer.cli import main
from trainer.handouts import turn
from trainer.handouts.document.handout import Handout
from trainer.handouts.press import Beat

BEFORE_A_LOOK = 3
LOOKED = "looked"  # a file in TRAINER_HOME
_copies = itertools.count()


def press_when_looked_at(handout: Handout, beat: Beat) -> bytes:
    """A copy; those after the third once somebody has looked."""
    if next(_copies) >= BEFORE_A_LOOK:
        while not (Path(os.environ["TRAINER_HOME"]) / LOOKED).exists():
            beat()
            time.sleep(0.05)
    return press(handout, beat)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turn, "press", press_when_looked_at)
        patch.setattr(turn, "bind", bind)
        main(["work"])
