"""Six logos of the picture on stdin at once: how many were made, and the megabytes they took.

Run by a test, as a process of its own: ``python -m tests.trainer.six_logos`` with ``as-it-is`` or
``without-limits``.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from unittest.mock import MagicMock

from trainer.staff import logo

AT_ONCE = 6


def made_of(picture: bytes) -> int:
    """How many of six threads that begin together get their logo."""
    together = Barrier(AT_ONCE)

    def is_made(_: int) -> bool:
        together.wait()
        try:
            return bool(logo.encode(picture))
        except logo.LogoRefused:
            return False

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(is_made, range(AT_ONCE)))


def peak() -> float:
    """The most memory this process has had, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    if sys.argv[1] == "without-limits":
        logo.MOST_PIXELS = dict.fromkeys(logo.MOST_PIXELS, 25_000_000)
        logo._decoding = MagicMock()
    sent = sys.stdin.buffer.read()
    before = peak()
    print(made_of(sent), peak() - before)  # noqa: T201  (its answer)
