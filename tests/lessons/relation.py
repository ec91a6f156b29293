"""A relation between structures of a figure, as a row of docs/figures.md tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import dist

from tests.lessons.plate import Box, Forms, Plate, Point, box, gap, points, sown, span

NEAR = 3.0  # millimetres between what touches: two outlines and a little
_SIDES = {"left": 1, "right": -1}  # of the body: it faces us, so its left is on our right
_LEVELS = 7


@dataclass(frozen=True)
class Relation:
    """One row; ``side`` is of the body. It, ``other`` and the ``measure`` in mm may be a dash."""

    number: int
    figure: str
    side: str
    one: str
    says: str
    other: str
    measure: str
    fact: str

    def __str__(self) -> str:
        return f"{self.number}-{self.one}-{self.says}-{self.other}"

    def holds(self, plate: Plate) -> bool:
        """Whether it is so on the plate; what is not drawn on that side is not so."""
        one, other = self._forms(plate, self.one), self._forms(plate, self.other)
        drawn = one and (other or self.other == "–")
        return bool(drawn) and RELATIONS[self.says](one, other, self.measure)

    def _forms(self, plate: Plate, ref: str) -> Forms:
        sign = _SIDES.get(self.side, 0)
        return [form for form in plate.of(ref) if sign * box([form]).middle[0] >= 0]


def relations(text: str) -> list[Relation]:
    """The rows of a document's tables that begin with a number."""
    rows = re.findall(r"^\| *(\d+) *\|(.+)\|$", text, re.M)
    return [Relation(int(number), *map(str.strip, row.split("|"))) for number, row in rows]


def _above(one: Forms, other: Forms, _: str) -> bool:
    return box(one).middle[1] < box(other).top


def _below(one: Forms, other: Forms, _: str) -> bool:
    return box(one).middle[1] > box(other).bottom


def _level(one: Forms, other: Forms, _: str) -> bool:
    return box(other).top <= box(one).top <= box(other).bottom


def _medial(one: Forms, other: Forms, _: str) -> bool:
    return all(abs(a) < abs(b) - 2 for a, b in _middles(one, other))


def _lateral(one: Forms, other: Forms, _: str) -> bool:
    return _medial(other, one, _)


def _in_front(one: Forms, other: Forms, _: str) -> bool:
    return all(a < b - 2 for a, b in _middles(one, other))


def _behind(one: Forms, other: Forms, _: str) -> bool:
    return _in_front(other, one, _)


def _middles(one: Forms, other: Forms) -> list[tuple[float, float]]:
    """The middles of both at the levels both have, or their centres where they share none."""
    a, b = box(one), box(other)
    top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
    levels = [top + (bottom - top) * (2 * n + 1) / (2 * _LEVELS) for n in range(_LEVELS)]
    spans = [(span(one, y), span(other, y)) for y in levels if top < bottom]
    pairs = [(sum(first) / 2, sum(second) / 2) for first, second in spans if first and second]
    return pairs or [(a.middle[0], b.middle[0])]


def _juts(one: Forms, other: Forms, measure: str) -> bool:
    return box(one).right > box(other).right + float(measure)


def _begins(one: Forms, other: Forms, _: str) -> bool:
    return gap(min(points(one), key=_height), other) <= NEAR


def _ends(one: Forms, other: Forms, _: str) -> bool:
    return gap(max(points(one), key=_height), other) <= NEAR


def _height(point: Point) -> float:
    return point[1]


def _touches(one: Forms, other: Forms, _: str) -> bool:
    return any(gap(point, other) <= NEAR for point in points(one))


def _crosses(one: Forms, other: Forms, _: str) -> bool:
    """They overlap, and the one goes on above and below where they do."""
    inside = [y for x, y in sown(one) if any(form.covers((x, y)) for form in other)]
    around = box(one)
    return bool(inside) and around.top + NEAR < min(inside) <= max(inside) < around.bottom - NEAR


def _over(one: Forms, other: Forms, _: str) -> bool:
    """All of the one is painted after all of the other, and some of it on top of that."""
    if min(form.layer for form in one) <= max(form.layer for form in other):
        return False
    return any(form.covers(point) for point in sown(one) for form in other)


def _bends(one: Forms, other: Forms, _: str) -> bool:
    """Where it lies foremost it is before the other; both its ends lie behind that."""
    front, around = min(points(one)), box(other)
    top, bottom = min(points(one), key=_height), max(points(one), key=_height)
    before = front[0] < around.left and around.top - 20 < front[1] < around.bottom
    return before and min(top[0], bottom[0]) > front[0] + 20


def _leans(one: Forms, other: Forms, _: str) -> bool:
    """The further down, the nearer it is to the other's middle."""
    around, middle = box(one), box(other).middle[0]
    levels = (around.top + (around.bottom - around.top) * part for part in (0.5, 0.75, 0.95))
    away = [abs(sum(found) / 2 - middle) for y in levels if (found := span(one, y))]
    return len(away) == 3 and away[0] > away[1] + 1 > away[2] + 2


def _widens(one: Forms, other: Forms, _: str) -> bool:
    here = box(other).middle[1]
    return _width(one, here - 72) < _width(one, here - 36) < _width(one, here)


def _narrows(one: Forms, other: Forms, _: str) -> bool:
    here = box(other).middle[1]
    return _width(one, here - 90) > _width(one, here - 45) > _width(one, here)


def _width(forms: Forms, y: float) -> float:
    across = span(forms, y)
    return across[1] - across[0] if across else 0


def _no_wider(one: Forms, other: Forms, measure: str) -> bool:
    around = box(other)
    levels = range(int(around.top), int(around.bottom), 4)
    return 0 < max(_width(one, y) for y in levels) <= float(measure)


def _wedge(one: Forms, _: Forms, measure: str) -> bool:
    """Thicker in front than behind by the measure, across its own long axis."""
    outline = points(one)
    pairs = ((a, b) for a in outline for b in outline)
    front, back = sorted(max(pairs, key=lambda pair: dist(*pair)))
    x, y = ((back[axis] - front[axis]) / dist(front, back) for axis in (0, 1))
    turned = [(a * x + b * y, b * x - a * y) for a, b in outline]
    around = Box.around(turned)
    ends = ([p for p in turned if (p[0] < around.middle[0]) == fore] for fore in (True, False))
    heights = [Box.around(end) for end in ends]
    fore, hind = (each.bottom - each.top for each in heights)
    return fore > hind + float(measure)


def _apart(one: Forms, _: Forms, measure: str) -> bool:
    """The two of them lie as far apart as the measure, centre to centre."""
    centres = sorted(box([form]).middle[0] for form in one)
    return len(centres) == 2 and _within(centres[1] - centres[0], measure)


def _as_tall(one: Forms, other: Forms, measure: str) -> bool:
    """Its height in parts of the other's."""
    heights = [each.bottom - each.top for each in (box(one), box(other))]
    return _within(heights[0] / heights[1], measure)


def _within(value: float, measure: str) -> bool:
    """Whether a value is the measure, written as 160 ± 8."""
    middle, spread = map(float, measure.split("±"))
    return abs(value - middle) <= spread


RELATIONS: dict[str, Callable[[Forms, Forms, str], bool]] = {
    "is above": _above,
    "is below": _below,
    "has its top level with": _level,
    "is medial to": _medial,
    "is lateral to": _lateral,
    "is in front of": _in_front,
    "is behind": _behind,
    "juts out behind": _juts,
    "bends forward before": _bends,
    "leans towards": _leans,
    "begins on": _begins,
    "ends on": _ends,
    "touches": _touches,
    "crosses": _crosses,
    "is over": _over,
    "widens down to": _widens,
    "narrows down to": _narrows,
    "is no wider beside": _no_wider,
    "is taller in front": _wedge,
    "lie apart": _apart,
    "is as tall as": _as_tall,
}
