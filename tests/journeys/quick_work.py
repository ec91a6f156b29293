"""A worker with a press that takes no time, in a thread beside the server.

After the first base it waits until somebody has looked, so that a run is seen half-way however
quick it is.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from tests.journeys.quick_press import press, press_quickly
from tests.journeys.steps import running
from trainer.commands import work
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.press import Base, Beat

BEFORE_A_LOOK = 1
LOOKED = "looked"  # a file in TRAINER_HOME
PAUSE = 0.05  # seconds between two looks


def looked(site: Flask) -> None:
    """Let a worker with a quick press go on."""
    _sign(site).touch()


@contextmanager
def quick_worker(site: Flask) -> Iterator[None]:
    """Take the turns that are due, until the block ends."""
    stopped = threading.Event()
    with pytest.MonkeyPatch.context() as patch:
        press_quickly(patch, _press_when(_sign(site).exists, stopped))
        thread = threading.Thread(target=_work, args=(site, stopped))
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join()


def _sign(site: Flask) -> Path:
    return Path(running(site)["TRAINER_HOME"]) / LOOKED


def _work(site: Flask, stopped: threading.Event) -> None:
    with site.app_context():
        while not stopped.is_set():
            if not work._step(stopped, mails=False):
                stopped.wait(PAUSE)


def _press_when(
    is_looked_at: Callable[[], bool], stopped: threading.Event
) -> Callable[[Sheet, Brand, Beat], Base]:
    """A press whose bases after the first come once somebody has looked."""
    bases = itertools.count()

    def press_when_looked_at(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        if next(bases) >= BEFORE_A_LOOK:
            while not is_looked_at() and not stopped.wait(PAUSE):
                beat()
        return press(sheet, brand, beat)

    return press_when_looked_at
