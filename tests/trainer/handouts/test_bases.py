"""Every kind of handout as a base: read back from the paper, and by those who read it aloud."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import outloud
import page
import pytest

from lessons.lesson import Lesson
from tests.trainer.handouts.bases import ORDERS, POINTS, Order, letters, said, to_do_and_to_heed
from tests.trainer.handouts.conftest import pressed_once
from tests.trainer.handouts.copies import STRIP, codes, psoas, stamped, text, texts
from trainer.handouts import pdf
from trainer.handouts.document.lesson import LessonSheet
from trainer.handouts.kind import Kind
from trainer.handouts.page import html
from trainer.handouts.pdf import rendered
from trainer.handouts.press import Base, press
from trainer.handouts.stamp.frame import Box, Frame

SMALLEST, ARM_S_LENGTH = 8.5, 10.0  # points
EDGE = 10  # millimetres
WITH_EXERCISES = [each for each in ORDERS if each.kind in {Kind.LESSON, Kind.WORKSHEET, Kind.CARDS}]
BY_NAME = {each.name: each for each in ORDERS}
NAMES = list(BY_NAME)
Pressing = Callable[[Order], Base]
Pressed = Callable[[str], bytes]

BOXED = [each for each in ORDERS if each.kind in {Kind.TERMS, Kind.CARDS}]


@pytest.fixture
def pressing(tmp_path_factory: pytest.TempPathFactory) -> Pressing:
    """Gives a base, printed as in a press, but once for a run."""
    return lambda order: pressed_once(tmp_path_factory, order.sheet, order.brand)


@pytest.fixture
def bases(pressing: Pressing) -> Pressed:
    """Gives the file of each."""
    return lambda name: pressing(BY_NAME[name]).pdf


@pytest.fixture
def copies_of_each(pressing: Pressing) -> Pressed:
    """Gives a copy of each."""
    return lambda name: stamped(pressing(BY_NAME[name]), STRIP)


def squeezed(words: str) -> str:
    """Words as they can be compared whatever lines they were broken into."""
    return "".join(words.split())


def missing(paper: bytes, lesson: Lesson) -> list[str]:
    """The steps and precautions of a lesson that are on paper less often than in the lesson."""
    found = squeezed(text(paper))
    wanted = [
        squeezed(each) for exercise in lesson.exercises for each in to_do_and_to_heed(exercise)
    ]
    return [each for each in wanted if found.count(each) < wanted.count(each)]


def too_small(paper: bytes) -> set[float]:
    """The sizes on it that nobody should have to read."""
    return {each.size for each in letters(paper) if each.size < SMALLEST - 0.01}


def too_near(paper: bytes) -> set[str]:
    """The letters that some printers would cut off."""
    return {each.character for each in letters(paper) if each.edge < EDGE * POINTS - 0.5}


def cramped(frame: Frame, kind: Kind) -> list[Box]:
    """The boxes for strips that are too low or too near to an edge of their page."""
    high, far = (each * POINTS for each in (11 if kind.is_slim else 17, EDGE))
    return [
        box for box in frame.boxes if box.height < high - 0.01 or around(box, frame) < far - 0.4
    ]


def around(box: Box, frame: Frame) -> float:
    """How far a box is from the nearest edge of its page."""
    leaf = frame.leaves[box.page]
    return min(box.x, box.y, leaf.width - box.x - box.width, leaf.height - box.y - box.height)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_is_pdf_ua(copies_of_each: Pressed, name: str) -> None:
    result = page.validate_pdf_bytes(copies_of_each(name), profile="ua1")

    assert [failure.message for failure in result.failures] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_can_be_read_aloud(copies_of_each: Pressed, name: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(copies_of_each(name))

    assert outloud.check(str(file)).findings == []


@pytest.mark.parametrize("name", NAMES)
def test_whose_it_is_can_be_read_and_scanned_on_every_page_of_every_kind(
    copies_of_each: Pressed, name: str
) -> None:
    file = copies_of_each(name)

    assert all(STRIP.name in words and STRIP.label in words for words in texts(file))
    assert all(found and set(found) == {STRIP.link} for found in codes(file))


def test_running_heads_left_as_content_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, file = Order(Kind.DEBATE, 3, "A4"), tmp_path / "copy.pdf"
    monkeypatch.setattr(pdf, "artifacts", lambda _: None)

    file.write_bytes(stamped(pdf.base(order.sheet, order.brand), STRIP))

    assert {found.rule for found in outloud.check(str(file)).findings} == {"PAG-001"}


@pytest.mark.parametrize("order", WITH_EXERCISES, ids=lambda order: order.name)
def test_every_step_and_every_precaution_of_the_lesson_is_on_paper(
    bases: Pressed, order: Order
) -> None:
    assert missing(bases(order.name), order.lesson) == []


def test_a_step_or_a_precaution_that_was_cut_would_be_missed() -> None:
    made = said(Kind.LESSON, 0)
    assert isinstance(made, LessonSheet)
    first, *others = made.exercises
    cut = msgspec.structs.replace(first, steps=first.steps[:-1], precautions=first.precautions[:-1])
    short = msgspec.structs.replace(made, exercises=(cut, *others), plate=None, asked=())

    paper = rendered(html(short, ORDERS[0].brand)).write_pdf()

    gone = (first.steps[-1], first.precautions[-1])
    assert missing(paper, psoas()) == [squeezed(each.text) for each in gone]


@pytest.mark.parametrize("name", [each.name for each in ORDERS if each.opened])
def test_every_open_row_prints_its_verdict_in_short_and_no_closed_one_does(
    bases: Pressed, name: str
) -> None:
    words, order = squeezed(text(bases(name))), ORDERS[NAMES.index(name)]

    verdicts = {row.ref: psoas().verdict(row.ref) for row in psoas().docket}
    printed = [bool(each and squeezed(each.short) in words) for each in verdicts.values()]
    assert printed == [at < order.opened for at in range(len(printed))]


@pytest.mark.parametrize("name", [each.name for each in ORDERS if not each.opened])
def test_a_kind_that_does_not_ask_what_is_open_shows_no_verdict(bases: Pressed, name: str) -> None:
    words = squeezed(text(bases(name)))

    assert not any(squeezed(each.short) in words for each in psoas().verdicts if each.short)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_set_smaller_than_can_be_read_or_nearer_to_the_edge_than_prints(
    bases: Pressed, name: str
) -> None:
    assert letters(bases(name))
    assert too_small(bases(name)) == set()
    assert too_near(bases(name)) == set()


def test_small_letters_and_letters_at_the_edge_would_be_found() -> None:
    tiny = "<p style='font-size: 8.4pt; position: absolute; left: -12mm'>Xylem</p>"
    source = html(said(Kind.TERMS, 0), ORDERS[0].brand).replace("</body>", f"{tiny}</body>")

    paper = rendered(source).write_pdf()

    assert {round(each, 1) for each in too_small(paper)} == {8.4}
    assert too_near(paper) == {"X", "y"}


@pytest.mark.parametrize("order", WITH_EXERCISES, ids=lambda order: order.name)
def test_steps_and_precautions_can_be_read_at_arm_s_length(bases: Pressed, order: Order) -> None:
    seen = letters(bases(order.name))
    words = "".join(each.character for each in seen)

    for exercise in order.lesson.exercises:
        for each in to_do_and_to_heed(exercise):
            # Found once is enough: a word of it stands nowhere else in so long a row.
            begins = words.find(squeezed(each)[:24])
            assert begins >= 0
            assert seen[begins].size >= ARM_S_LENGTH - 0.01


@pytest.mark.parametrize("name", NAMES)
def test_a_base_says_nothing_about_a_person(bases: Pressed, name: str) -> None:
    words = text(bases(name))

    assert "Studio Lindenhof" in words or name.startswith(Kind.CARDS)
    assert not any(each in words for each in ("2026-", "/c/", "edition 3"))


@pytest.mark.parametrize("name", NAMES)
def test_a_poster_is_one_sheet_and_cards_are_whole_sheets(bases: Pressed, name: str) -> None:
    pages = texts(bases(name))

    if name.startswith(Kind.POSTER):
        assert len(pages) == 1
    assert all(pages)


@pytest.mark.parametrize("order", BOXED, ids=lambda order: order.name)
def test_every_page_has_room_for_a_strip_away_from_the_edge(
    pressing: Pressing, order: Order
) -> None:
    frame = pressing(order).frame

    assert cramped(frame, order.kind) == []
    assert all(frame.on(page) for page in range(len(frame.leaves)))


def test_a_strip_that_is_cramped_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(Kind.TERMS, 0, "A4")
    low = html(order.sheet, order.brand).replace('id="strip"', 'id="strip" style="height: 16mm"')
    monkeypatch.setattr(pdf, "html", lambda *_: low)

    frame = pdf.base(order.sheet, order.brand).frame

    assert frame.boxes
    assert cramped(frame, order.kind) == list(frame.boxes)


def test_a_strip_near_the_edge_would_be_found(pressing: Pressing) -> None:
    frame = pressing(Order(Kind.TERMS, 0, "A4")).frame
    first, *others = frame.boxes
    near = msgspec.structs.replace(first, x=9 * POINTS)

    moved = msgspec.structs.replace(frame, boxes=(near, *others))

    assert cramped(moved, Kind.TERMS) == [near]


def test_a_base_is_the_same_bytes_in_another_process(bases: Pressed) -> None:
    order = ORDERS[-1]

    assert press(order.sheet, order.brand).pdf == bases(order.name)
