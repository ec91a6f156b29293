"""A row of the docket, by its address."""

from __future__ import annotations

from flask import abort

from lessons.debate import DocketRow
from lessons.lesson import Lesson


def row_or_404(lesson: Lesson, ref: str) -> DocketRow:
    """The row of that ref."""
    return lesson.row(ref) or abort(404)
