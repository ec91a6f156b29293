"""Waiting for what another process does: until it is so, or long past any machine's patience."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120  # seconds: no verdict hangs on it, it only ends what would hang for ever


def until(what: str, is_so: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Return once it is so; raise TimeoutError, saying what was waited for, when it never is."""
    end = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {patience:g} seconds until {what}")
        time.sleep(0.05)
