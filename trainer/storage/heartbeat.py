"""Heartbeat: when a worker was last at work, kept as the time of a file."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path


class Heartbeat:
    """The file ``worker`` in a folder; whoever works touches it now and then."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "worker"

    def beat(self, at: dt.datetime) -> None:
        """Show that somebody works; a disk that takes nothing stops no work."""
        with suppress(OSError):
            self._path.touch(mode=0o600)
            os.utime(self._path, (at.timestamp(), at.timestamp()))

    def last(self) -> dt.datetime | None:
        """When somebody last worked here, or None when nobody ever has."""
        try:
            return dt.datetime.fromtimestamp(self._path.stat().st_mtime, dt.UTC)
        except FileNotFoundError:
            return None
