"""A drawing, checked and made fit for a page."""

from __future__ import annotations

import msgspec

from lessons.drawing import Drawing
from lessons.lesson import Figure


class PrintedFigure(msgspec.Struct, frozen=True):
    """A drawing and what it is of."""

    title: str
    svg: str


def printed_figure(figure: Figure) -> PrintedFigure:
    """The drawing of a figure, with its description for whoever has it read aloud."""
    drawing = Drawing.read(figure.svg).inline(figure.ref, figure.title, figure.description)
    return PrintedFigure(figure.title, drawing)
