"""Hotspots to test with."""

from __future__ import annotations

from typing import Any

from quizzes.kinds.hotspot import Hotspot
from tests.quizzes.pieces import fields_of, options


def a_hotspot(**changes: Any) -> Hotspot:
    """Two structures of a figure, of which one is right; the kind is not live."""
    zones = options("arch", "heel", right=("arch",))
    return Hotspot(**fields_of("hotspot", changes, figure="foot", zones=zones))
