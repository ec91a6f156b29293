"""How far the property tests search."""

from __future__ import annotations

from hypothesis import settings

# The same examples each time, so that a red run is about the change; `make soak` looks for more.
settings.register_profile("quick", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("soak", max_examples=5_000, deadline=None)
settings.load_profile("quick")
