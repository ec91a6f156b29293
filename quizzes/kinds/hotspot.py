"""Hotspot: point at a structure of a figure."""

from __future__ import annotations

from quizzes.on_figure import OnFigure
from quizzes.option import Item, Option


class Hotspot(OnFigure, frozen=True, kw_only=True, tag="hotspot"):
    """Point at a structure of a figure. Not live yet: it is kept, and not drawn."""

    zones: tuple[Option, ...]

    @property
    def lists(self) -> dict[str, tuple[Item, ...]]:
        return {"zones": self.zones}

    @property
    def asked_about(self) -> tuple[str, tuple[str, ...]]:
        return "zones", tuple(zone.ref for zone in self.zones)
