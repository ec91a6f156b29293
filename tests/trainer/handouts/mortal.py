"""Processes that ask for paper, or print it, and are killed at a point: nothing after it runs."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from multiprocessing import get_context
from pkgutil import resolve_name
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainer.learner import FEET
from tests.trainer.quick_press import press_quickly
from tests.trainer.world import PASSWORD, email
from trainer.app import create_app
from trainer.handouts import hold
from trainer.handouts.turn import take_turn
from trainer.routes import blueprints
from trainer.storage import job
from trainer.storage.job import Job
from trainer.tenancy.access import unscoped

deque(blueprints(), maxlen=0)  # loads every view once, and not in each process
LEASE = dt.timedelta(seconds=0.2)  # of workers here, that nobody waits long for a dead one's
LOOK = 0.02  # seconds between two looks


class Death(NamedTuple):
    """Where a process is killed: when something is called for so many a time, or has ended."""

    owner: str  # a module, or a class in one
    name: str
    nth: int = 1
    after: bool = True


ASKING = (
    Death("trainer.handouts.models.print_run:PrintRun", "ask_for"),
    Death("trainer.handouts.ordering", "_to", after=False),
)
WORKING = (
    Death("trainer.handouts.press_step", "press", after=False),
    Death("trainer.handouts.press_step", "press", 2),
    Death("trainer.handouts.hold:Hold", "keep"),
    Death("trainer.handouts.batch", "tail", 4),
    Death("trainer.handouts.batch", "stack", after=False),
    Death("trainer.storage.counter:Counter", "take"),
    Death("trainer.handouts.models.print_file:PrintFile", "keep", 4),
    Death("trainer.handouts.models.copy:Copy", "replace_older"),
    Death("trainer.storage.job:Job", "end"),
    Death("trainer.handouts.issuing", "_record"),
)
Plant = Callable[[pytest.MonkeyPatch], None]


def ask(environment: dict[str, str], fields: dict[str, Any], death: Death | None) -> None:
    """Sign Mia in, and let her send the form of a print run."""
    with _site(environment, death) as app:
        mia = app.test_client()
        mia.post("/sign-in", data={"email": email("mia"), "password": PASSWORD})
        mia.post(f"{FEET}/print-runs", data=fields)


def work(environment: dict[str, str], death: Death | None, plant: Plant | None = None) -> None:
    """Print whatever there is to print, until there is nothing left."""
    with _site(environment, death, plant) as app, app.app_context():
        while _is_open():
            if not take_turn():
                time.sleep(LOOK)


def run(target: Callable[..., None], *told: Any) -> int:
    """In a process of its own; how that ended."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])  # read once, and not by each process
    process = context.Process(target=target, args=told)
    process.start()
    process.join()
    return process.exitcode or 0


def _is_open() -> bool:
    with unscoped() as session:
        waiting = sa.select(Job.id).where(Job.ended_at.is_(None))
        return session.scalars(waiting.limit(1)).first() is not None


@contextmanager
def _site(
    environment: dict[str, str], death: Death | None, plant: Plant | None = None
) -> Iterator[Flask]:
    os.environ.update(environment)
    with pytest.MonkeyPatch.context() as patch:
        press_quickly(patch)
        for module in (job, hold):
            patch.setattr(module, "LEASE", LEASE)
        if plant:
            plant(patch)
        if death:
            _doom(patch, death)
        app = create_app()
        app.config["WTF_CSRF_ENABLED"] = False
        with closing(app.extensions["storage"]):
            yield app


def _doom(patch: pytest.MonkeyPatch, death: Death) -> None:
    """Let it be killed there; a method of a class is called as it was."""
    owner = resolve_name(death.owner)
    was, calls = vars(owner)[death.name], count(1)
    bound = was.__func__ if isinstance(was, classmethod) else was

    def dies(*words: Any, **more: Any) -> Any:
        is_last = next(calls) == death.nth
        if is_last and not death.after:
            _die()
        done = bound(*words, **more)
        if is_last:
            _die()
        return done

    patch.setattr(owner, death.name, classmethod(dies) if bound is not was else dies)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
