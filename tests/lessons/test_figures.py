"""The psoas figures: what docs/figures.md says of them holds in their geometry, and can fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from lessons.drawing import LABELS, Drawing
from lessons.lesson import Figure
from lessons.loading import SHIPPED, load_lesson
from tests.lessons.plate import Box, Plate, Point, points
from tests.lessons.relation import RELATIONS, Relation, relations

DOCUMENT = Path(__file__).parents[2] / "docs" / "figures.md"
SVG = "{http://www.w3.org/2000/svg}"
ROWS = relations(DOCUMENT.read_text())
FIGURES = {"front": "psoas-front", "side": "psoas-side"}
ONE_SIDED = {"psoas-major", "iliacus", "iliopsoas-tendon", "inguinal-ligament", "body-slips"}
ONE_SIDED |= {f"slip-l{n}" for n in range(1, 6)}

FACING = {"is in front of", "is behind", "juts out behind", "bends forward before"}
FACING |= {"is taller in front"}
UPRIGHT = {"is above", "is below", "has its top level with", "begins on", "ends on"}
UPRIGHT |= {"leans towards", "narrows down to"}
ACROSS = {"is medial to", "is lateral to"}
MEETING = {"touches", "crosses", "begins on", "ends on", "is over", "widens down to"}
MEASURED = {"lie apart", "is as tall as", "is no wider beside"}


@cache
def figure(name: str) -> Figure:
    """A figure of the shipped lesson."""
    return next(each for each in load_lesson(SHIPPED / "psoas").figures if each.ref == name)


@cache
def svg(view: str) -> str:
    return figure(FIGURES[view]).svg


def plates(change: Callable[[str], str] = str) -> dict[str, Plate]:
    """Both plates, of the drawings as they are or changed."""
    return {view: Plate.read(change(svg(view))) for view in FIGURES}


def failing(drawn: dict[str, Plate], rows: list[Relation] = ROWS) -> set[int]:
    """The numbers of the rows that do not hold."""
    return {row.number for row in rows if not row.holds(drawn[row.figure])}


def those(told: Callable[[Relation], bool]) -> set[int]:
    return {row.number for row in ROWS if told(row)}


def transformed(transform: str) -> Callable[[str], str]:
    """The drawing with everything in it transformed."""

    def change(text: str) -> str:
        return re.sub(r"</defs><g", f'</defs><g transform="{transform}"', text)

    return change


def reordered(text: str) -> str:
    """The drawing with its structures painted the other way round."""
    root = ET.fromstring(text)
    painted = root.findall(SVG + "g")[0]
    painted[:] = reversed(painted)
    return ET.tostring(root, encoding="unicode")


@pytest.fixture(scope="module")
def drawn() -> dict[str, Plate]:
    return plates()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_figure_shows_each_relation(row: Relation, drawn: dict[str, Plate]) -> None:
    assert row.holds(drawn[row.figure])


def test_the_document_tells_of_both_figures_row_by_row_with_sources() -> None:
    assert [row.number for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert {row.figure for row in ROWS} == FIGURES.keys()
    assert all(row.fact.endswith(")") for row in ROWS)


def test_every_kind_of_relation_is_told_and_has_a_drawing_it_fails_on() -> None:
    assert {row.says for row in ROWS} == RELATIONS.keys()
    assert RELATIONS.keys() == FACING | UPRIGHT | ACROSS | MEETING | MEASURED


def test_a_mirrored_drawing_fails_what_is_left_right_front_or_back_and_nothing_else() -> None:
    sided = those(lambda row: row.says in FACING or bool({row.one, row.other} & ONE_SIDED))
    alone = those(lambda row: row.figure == "side" and row.says not in FACING)

    assert failing(plates(transformed("scale(-1 1)"))) == sided - alone


def test_a_drawing_upside_down_fails_what_is_above_and_below() -> None:
    assert failing(plates(transformed("scale(1 -1)"))) >= those(lambda row: row.says in UPRIGHT)


def test_a_drawing_painted_the_other_way_round_fails_what_is_over_and_nothing_else() -> None:
    assert failing(plates(reordered)) == those(lambda row: row.says == "is over")


def test_a_drawing_turned_inside_out_fails_what_is_medial_and_lateral(
    drawn: dict[str, Plate],
) -> None:
    def outside(point: Point) -> Point:
        return (200 - abs(point[0])) * (1 if point[0] > 0 else -1), point[1]

    turned = {view: plate.moved(outside) for view, plate in drawn.items()}

    across = [row for row in ROWS if row.says in ACROSS]
    assert failing(turned, across) == {row.number for row in across}


@pytest.mark.parametrize("row", [row for row in ROWS if row.says in MEETING], ids=str)
def test_a_structure_elsewhere_meets_nothing(row: Relation, drawn: dict[str, Plate]) -> None:
    away = drawn[row.figure].moved(lambda point: (point[0], point[1] + 900), row.one)

    assert not row.holds(away)


@pytest.mark.parametrize("row", [row for row in ROWS if row.says in MEASURED], ids=str)
def test_a_structure_too_large_fails_its_measure(row: Relation, drawn: dict[str, Plate]) -> None:
    large = drawn[row.figure].moved(lambda point: (point[0] * 1.3, point[1] * 1.3), row.one)

    assert not row.holds(large)


def leaders(text: str) -> list[tuple[str, Point]]:
    """What each leader of a drawing says, and where it ends."""
    labels = next(each for each in ET.fromstring(text).iter() if each.get("id") == LABELS)
    lines, ends = (path.get("d", "") for path in labels[0])
    said = [" ".join(text.itertext()) for text in labels[1] if text.get("font-style") is None]
    places = re.findall(r"M(-?[\d.]+)[ ]?(-?[\d.]+)h", ends)
    assert lines.count("M") == len(places)
    return list(zip(said, ((float(x), float(y)) for x, y in places), strict=False))


def seen(plate: Plate, place: Point) -> set[str]:
    """The structures one sees there: whatever is like glass, down to the first that is not."""
    found: set[str] = set()
    for form in reversed(plate.forms):
        if form.covers(place):
            found |= form.structures
            if not form.glass:
                break
    return found


def lost(text: str) -> list[str]:
    """The leaders that end in nothing they name."""
    plate, titles = Plate.read(text), Drawing.read(text).structures
    shown = {says: {titles.get(ref, "") for ref in seen(plate, at)} for says, at in leaders(text)}
    return [says for says, named in shown.items() if not any(t.startswith(says) for t in named)]


@pytest.mark.parametrize("view", FIGURES)
def test_a_leader_ends_within_what_it_names_where_one_sees_it(view: str) -> None:
    assert lost(svg(view)) == []


def test_a_leader_that_ends_beside_its_structure_is_found() -> None:
    beside = re.sub(r"M68-135.6h", "M68-148h", svg("front"))

    assert lost(beside) == ["Twelfth rib"]


def words(text: str) -> list[Box]:
    """Where the words beside a drawing stand, by a wide guess at their letters."""
    labels = [each for each in ET.fromstring(text).iter(SVG + "text") if each.get("class")]
    lines = [(label, line) for label in labels for line in (list(label) or [label])]
    return [_word(label, line) for label, line in lines]


def _word(label: ET.Element, line: ET.Element) -> Box:
    size = float(label.get("font-size", 16))
    wide = len(line.text or "") * size * 0.52
    x, y = float(line.get("x", 0)), float(line.get("y", 0))
    left = x - wide * {"end": 1, "middle": 0.5}.get(label.get("text-anchor", ""), 0)
    return Box(left, y - size * 0.75, left + wide, y + size * 0.22)


@pytest.mark.parametrize("view", FIGURES)
def test_words_stand_beside_the_drawing_and_within_its_edge(view: str) -> None:
    drawing, boxes = points(list(Plate.read(svg(view)).forms)), words(svg(view))
    left, top, wide, high = map(float, re.findall(r'viewBox="([^"]+)"', svg(view))[0].split())

    for word in boxes:
        assert left <= word.left < word.right <= left + wide
        assert top <= word.top < word.bottom <= top + high
        assert not [
            p for p in drawing if word.left < p[0] < word.right and word.top < p[1] < word.bottom
        ]


@pytest.mark.parametrize("name", FIGURES.values())
def test_every_structure_has_a_title_and_a_description_of_its_own(name: str) -> None:
    root = ET.fromstring(figure(name).svg)
    groups = [group for group in root.iter(SVG + "g") if group.get("class") == "structure"]

    titles = [group.findtext(SVG + "title") for group in groups]

    assert [group.get("id") for group in groups] == list(figure(name).structures)
    assert len(set(titles)) == len(titles)
    assert all(len(group.findtext(SVG + "desc", "")) > 10 for group in groups)


@pytest.mark.parametrize("name", FIGURES.values())
def test_a_figure_is_light_and_has_its_picture_in_the_documents(name: str) -> None:
    picture = DOCUMENT.parent / f"{name}.png"

    assert len(figure(name).svg.encode()) < 120_000
    assert f"({picture.name})" in DOCUMENT.read_text()
    assert picture.stat().st_size < 400_000
    with Image.open(picture) as image:
        assert image.width == 1200
