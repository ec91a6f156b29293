"""Patience: an end to every wait for a browser, which says what was waited for."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LONG = 300.0  # seconds: no verdict hangs on it, it only ends what would hang for ever


@contextmanager
def patience(what: str, seconds: float = LONG) -> Iterator[None]:
    """Raise TimeoutError, saying what was waited for, when the block does not end by then.

    Closing a page, a device or a browser has no limit of Playwright's own. The browsers of this
    process are killed, upon which whatever hangs in one comes back.
    """
    over = threading.Event()
    timer = threading.Timer(seconds, _give_up, [over])
    timer.daemon = True
    timer.start()
    fault: Exception | None = None
    try:
        yield
    except Exception as error:
        if not over.is_set():
            raise
        fault = error
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError(f"waited {seconds:g} seconds for {what}") from fault


def _give_up(over: threading.Event) -> None:
    over.set()
    for driver in _children(os.getpid()):
        if "playwright" in Path(f"/proc/{driver}/cmdline").read_text():
            _kill_below(driver)


def _kill_below(pid: int) -> None:
    for child in _children(pid):
        _kill_below(child)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    with suppress(OSError):  # it may end while it is looked at
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return []
