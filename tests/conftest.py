"""How far the property tests search, and what long runs tell."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ("tests.order", "tests.soak_report")

# The same examples each time, so that a red run is about the change; `make soak` looks for more.
settings.register_profile("quick", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.load_profile("quick")
