"""How far the property tests search, and what long runs tell."""

from __future__ import annotations

import gc

from hypothesis import settings

pytest_plugins = ("tests.order", "tests.soak_report")

# The same examples each time, so that a red run is about the change; `make soak` looks for more.
settings.register_profile("quick", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.load_profile("quick")


def pytest_collection_finish() -> None:
    """Spare the collector what stays until the end: it is a tenth of a run to look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
