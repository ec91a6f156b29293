"""A plate: a figure as it is measured, from the shapes its structures draw and their order."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import dist

from svgelements import SVG, Group, Move, Path, Use

Point = tuple[float, float]
Outline = tuple[Point, ...]
MATERIALS = {"bone", "disc", "muscle", "muscle-pale", "tendon", "ligament"}
_STEPS = 8  # points on each curve


@dataclass(frozen=True)
class Box:
    """The least upright rectangle around points."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: list[Point]) -> Box:
        """The box of those points, of which there is at least one."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    def has(self, point: Point) -> bool:
        """Whether the point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Form:
    """One shape of a material: its structures, its outlines, when it is painted.

    ``glass`` is one that can be seen through.
    """

    structures: frozenset[str]
    outlines: tuple[Outline, ...]
    layer: int
    glass: bool

    @cached_property
    def box(self) -> Box:
        """The box of all its outlines."""
        return Box.around([point for outline in self.outlines for point in outline])

    def covers(self, point: Point) -> bool:
        """Whether the point lies within it, holes left out."""
        return (
            self.box.has(point)
            and sum(_crossings(outline, point) for outline in self.outlines) % 2 == 1
        )

    def moved(self, move: Callable[[Point], Point]) -> Form:
        """The same form with every point put elsewhere."""
        outlines = tuple(tuple(move(point) for point in outline) for outline in self.outlines)
        return replace(self, outlines=outlines)


Forms = list[Form]


@dataclass(frozen=True)
class Plate:
    """The forms of a figure, in the order they are painted."""

    forms: tuple[Form, ...]

    @classmethod
    def read(cls, svg: str) -> Plate:
        """The plate of an SVG, in the units of its own viewBox."""
        drawing = SVG.parse(io.StringIO(svg))
        origin = float(drawing.viewbox.x), float(drawing.viewbox.y)
        shapes = enumerate(_shapes(drawing, frozenset()))
        return cls(tuple(_form(path, around, layer, origin) for layer, (path, around) in shapes))

    def of(self, ref: str) -> Forms:
        """The forms of a structure."""
        return [form for form in self.forms if ref in form.structures]

    def moved(self, move: Callable[[Point], Point], ref: str | None = None) -> Plate:
        """The same plate with every point, or every point of a structure, put elsewhere."""
        chosen = [ref is None or ref in form.structures for form in self.forms]
        pairs = zip(self.forms, chosen, strict=True)
        return Plate(tuple(form.moved(move) if meant else form for form, meant in pairs))


def _shapes(group: Group | Use, around: frozenset[str]) -> Iterator[tuple[Path, frozenset[str]]]:
    inside = around | {group.id} if group.id else around
    for element in group:
        if isinstance(element, Group | Use):
            yield from _shapes(element, inside)
        elif isinstance(element, Path) and _is_form(element):
            yield element, inside


def _is_form(path: Path) -> bool:
    return bool(MATERIALS & set((path.values.get("class") or "").split()))


def _form(path: Path, around: frozenset[str], layer: int, origin: Point) -> Form:
    glass = float(path.values.get("fill-opacity", 1)) < 1
    outlines = tuple(_outline(part, origin) for part in path.as_subpaths())
    return Form(around, outlines, layer, glass)


def _outline(part: Path, origin: Point) -> Outline:
    curves = [segment for segment in part if not isinstance(segment, Move)]
    ends = [curve.point(step / _STEPS) for curve in curves for step in range(_STEPS)]
    return tuple((float(end.x) + origin[0], float(end.y) + origin[1]) for end in ends)


def _crossings(outline: Outline, point: Point) -> int:
    """How often a line from the point to the right crosses the outline."""
    x, y = point
    return sum(x < across for across in _across(outline, y))


def _across(outline: Outline, y: float) -> Iterator[float]:
    """Where a level line crosses a closed outline."""
    for (x1, y1), (x2, y2) in pairwise((*outline, outline[0])):
        if (y1 > y) != (y2 > y):
            yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)


def points(forms: Forms) -> list[Point]:
    """Every point sampled on the outlines of the forms."""
    return [point for form in forms for outline in form.outlines for point in outline]


def box(forms: Forms) -> Box:
    """The box of the forms, of which there is at least one."""
    return Box.around(points(forms))


def span(forms: Forms, y: float) -> tuple[float, float] | None:
    """From where to where the forms reach at that level, left to right."""
    across = [x for form in forms for outline in form.outlines for x in _across(outline, y)]
    return (min(across), max(across)) if across else None


def gap(point: Point, forms: Forms) -> float:
    """How far the point is from the nearest of the forms: nothing, within one."""
    if any(form.covers(point) for form in forms):
        return 0
    return min(dist(point, other) for other in points(forms))


def sown(forms: Forms) -> Iterator[Point]:
    """Points all over the forms, three units apart."""
    around = box(forms)
    across = range(int(around.right - around.left) // 3)
    down = range(int(around.bottom - around.top) // 3)
    grid = ((around.left + 3 * x + 1, around.top + 3 * y + 1) for y in down for x in across)
    return (point for point in grid if any(form.covers(point) for form in forms))
