"""Label: name the marked structures of a figure."""

from __future__ import annotations

from lessons.authoring import Ref
from quizzes.on_figure import OnFigure


class Label(OnFigure, frozen=True, kw_only=True, tag="label"):
    """Name the marked structures of a figure. Not live yet: it is kept, and not drawn."""

    structures: tuple[Ref, ...]

    @property
    def asked_about(self) -> tuple[str, tuple[str, ...]]:
        return "structures", self.structures
