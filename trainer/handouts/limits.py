"""Limits that a press sets on itself, for good: what goes wrong in it ends there."""

from __future__ import annotations

import resource

MEMORY, LARGEST = 1 << 30, 64 << 20  # bytes
GRACE = 5  # seconds between the signal that says the time is over and the one that ends it


def confine(seconds: int) -> None:
    """Allow this process so many seconds of computing, and no more memory than is wise."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
