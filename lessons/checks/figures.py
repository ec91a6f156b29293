"""The figures: each drawing is fit for a page and holds the structures that are listed."""

from __future__ import annotations

from collections.abc import Iterator

from lessons.drawing import Drawing, DrawingError
from lessons.lesson import Figure, Lesson
from lessons.loading import figure_file
from lessons.problem import Problem


def figures(lesson: Lesson) -> Iterator[Problem]:
    """What is wrong with the drawings, and where they and lesson.yaml disagree."""
    for index, figure in enumerate(lesson.figures):
        try:
            drawing = Drawing.read(figure.svg)
        except DrawingError as error:
            yield Problem(figure_file(figure.ref), "", str(error))
        else:
            yield from _structures(f"figures[{index}].structures", figure, drawing)


def _structures(field: str, figure: Figure, drawing: Drawing) -> Iterator[Problem]:
    file = figure_file(figure.ref)
    for ref in sorted(set(figure.structures) - drawing.structures.keys()):
        text = f"names {ref}, which is no titled group in {file}; make them agree"
        yield Problem("lesson.yaml", field, text)
    for ref in sorted(drawing.structures.keys() - set(figure.structures)):
        yield Problem(file, f"id={ref}", "is no structure in lesson.yaml; list it there")
    for ref in drawing.spare:
        yield Problem(file, f"id={ref}", "is used by nothing; title it, correct it or remove it")
