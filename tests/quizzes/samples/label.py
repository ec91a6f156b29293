"""Labels to test with."""

from __future__ import annotations

from typing import Any

from quizzes.kinds.label import Label
from tests.quizzes.pieces import fields_of


def a_label(**changes: Any) -> Label:
    """Two structures of a figure; the kind is not live."""
    return Label(**fields_of("label", changes, figure="foot", structures=("arch", "heel")))
