"""A press for tests that are not about paper: its files are what would be printed, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trainer.handouts.document import Handout
from trainer.handouts.press import Pressed


def quick_press(handouts: Sequence[Handout]) -> Pressed:
    """Every handout as its own JSON, and all of them together."""
    files = tuple(b"%PDF-" + msgspec.json.encode(each) for each in handouts)
    return Pressed(files=files, together=b"\n".join(files))
