"""The order of a run on several workers: each begins with what takes long, and all end together.

Workers get equal slices of the list of tests, and steal from the ends of each other's.
"""

from __future__ import annotations

import os
from itertools import groupby

import pytest

# What takes more than ten seconds a test, or much of the whole run.
LONG = ("journeys/", "trainer/test_access.py", "trainer/web/test_root.py", "trainer/handouts/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal out the tests, a file at a time, for they share what is made for a file."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        names = [item.path.as_posix() for item in items]
        items[:] = [items[at] for at in dealt(names, workers)]


def dealt(names: list[str], workers: int) -> list[int]:
    """The numbers of the tests, whose files are these, pile after pile, one for each worker."""
    piles: list[list[int]] = [[] for _ in range(workers)]
    for file in sorted(_files(names), key=lambda file: not _is_long(names[file[0]])):
        min(piles, key=len).extend(file)
    return [test for pile in piles for test in pile]


def _files(names: list[str]) -> list[list[int]]:
    return [list(tests) for _, tests in groupby(range(len(names)), key=lambda at: names[at])]


def _is_long(name: str) -> bool:
    return any(f"tests/{long}" in name for long in LONG)
