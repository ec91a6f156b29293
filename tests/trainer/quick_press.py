"""A press for tests that are not about paper: its files are what would be printed, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from flask import Flask

from trainer.handouts.document.handout import Handout
from trainer.handouts.press import Beat
from trainer.handouts.turn import take_turn


def quick_press(handout: Handout, _: Beat) -> bytes:
    """A handout as its own JSON."""
    return b"%PDF-" + msgspec.json.encode(handout)


def quick_bind(files: Sequence[bytes], _: Beat) -> bytes:
    """All of them, a line each."""
    return b"\n".join(files)


def work_off(app: Flask) -> int:
    """Let the worker press all that is due, in this process; how many steps it took."""
    steps = 0
    with app.app_context():
        while take_turn():
            steps += 1
    return steps
