"""A press for tests that are not about paper: its files are what would be printed, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import pytest
from flask import Flask

from trainer.handouts import batch, issuing, press_step, stock
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.cover import CoverSheet
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.press import Base, Beat
from trainer.handouts.stamp.frame import Frame, Strip
from trainer.handouts.stamp.stack import Copies
from trainer.handouts.turn import take_turn

FRAME = Frame(
    leaves=(),
    boxes=(),
    faces=(),
    fonts=0,
    font_names={},
    tags=None,
    size=0,
    start=0,
    root=0,
    info=0,
    metadata=0,
    identifier="",
    about={},
)


def quick_press(sheet: Sheet | CoverSheet, brand: Brand, _: Beat) -> Base:
    """A sheet as its own JSON, in a studio's brand."""
    return Base(b"%PDF-" + msgspec.json.encode([sheet, brand]), FRAME, b"a picture")


def quick_tail(_base: bytes, _frame: Frame, strip: Strip, _: object = None) -> bytes:
    """A strip as its own JSON."""
    return msgspec.json.encode(strip)


def quick_stack(copies: Iterable[Copies], *, duplex: bool, lines: object = None) -> Iterator[bytes]:
    """All of them, a line each."""
    for base, _, strips in copies:
        said = b"".join(map(msgspec.json.encode, strips))
        yield base + said + (b"\nan empty side\n" if duplex else b"\n")


def press_quickly(patch: pytest.MonkeyPatch) -> None:
    """Print nothing but the words."""
    for module in (press_step, issuing, stock):
        patch.setattr(module, "press", quick_press)
    patch.setattr(batch, "tail", quick_tail)
    patch.setattr(batch, "stack", quick_stack)


def work_off(app: Flask) -> int:
    """Let the worker press all that is due, in this process; how many steps it took."""
    steps = 0
    with app.app_context():
        while take_turn():
            steps += 1
    return steps
