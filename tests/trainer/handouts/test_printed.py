"""What is on the paper, read back from the PDF."""

from __future__ import annotations

import io
import re
from pathlib import Path

import msgspec
import outloud
import page
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from lessons.lesson import Lesson
from tests.trainer.handouts.copies import (
    LINK,
    Handout,
    codes,
    copy,
    html,
    part,
    printed,
    psoas,
    stamped,
    streams,
    text,
    texts,
)
from trainer.handouts.pdf import rendered
from trainer.handouts.press import Base, press

COPIES = range(3)
CANARY = "Kanarienvogel"


def canaried(opened: int, lesson: Lesson | None = None) -> Handout:
    """A copy of a lesson that has a canary in every verdict."""
    lesson = lesson or psoas()
    verdicts = [
        msgspec.structs.replace(each, short=f"{CANARY} {each.on}. {each.short}")
        for each in lesson.verdicts
    ]
    return copy(opened, msgspec.structs.replace(lesson, verdicts=tuple(verdicts)))


@pytest.mark.parametrize("index", COPIES)
def test_a_handout_is_pdf_ua(pressed: list[bytes], index: int) -> None:
    result = page.validate_pdf_bytes(pressed[index], profile="ua1")

    assert [failure.message for failure in result.failures] == []


@pytest.mark.parametrize("index", COPIES)
def test_a_handout_can_be_read_aloud(pressed: list[bytes], index: int, tmp_path: Path) -> None:
    file = tmp_path / "handout.pdf"
    file.write_bytes(pressed[index])

    assert outloud.check(str(file)).findings == []


def test_a_stack_for_the_printer_does_not_claim_to_be_read_aloud(together: bytes) -> None:
    catalog = PdfReader(io.BytesIO(together)).root_object

    assert "/StructTreeRoot" not in catalog
    assert not page.validate_pdf_bytes(together, profile="ua1").is_compliant


@pytest.mark.parametrize("index", COPIES)
def test_name_and_serial_can_be_copied_from_every_page(
    pressed: list[bytes], copies: list[Handout], index: int
) -> None:
    strip = copies[index].strip

    for words in texts(pressed[index]):
        assert strip.name in words
        assert f"{strip.label} · {strip.edition} · {strip.date}" in words
        assert strip.link.removeprefix("https://") in words


@pytest.mark.parametrize("index", COPIES)
def test_the_code_on_every_page_reads_back_as_the_link(pressed: list[bytes], index: int) -> None:
    found = codes(pressed[index])

    assert found == [[LINK]] * len(texts(pressed[index]))


def test_all_together_are_the_copies_in_order(
    together: bytes, copies: list[Handout], pressed: list[bytes]
) -> None:
    serials = [
        each.strip.label for each, file in zip(copies, pressed, strict=True) for _ in texts(file)
    ]

    found = zip(serials, texts(together), strict=True)

    assert [serial in words for serial, words in found] == [True] * len(serials)


def test_all_together_take_no_more_room_than_alone(pressed: list[bytes], together: bytes) -> None:
    assert len(together) < 1.1 * sum(map(len, pressed))


@pytest.mark.usefixtures("strict")
def test_a_copy_is_the_same_bytes_in_another_process() -> None:
    made = copy(0, part("docket"))

    base = press(made.sheet, made.brand)

    assert stamped(base, made.strip) == printed(made)


def test_a_preview_is_a_picture_of_the_first_page(pressed_bases: list[Base]) -> None:
    picture = Image.open(io.BytesIO(pressed_bases[0].preview))

    assert (picture.format, picture.width) == ("PNG", 600)
    assert 840 < picture.height < 860
    assert len(pressed_bases[0].preview) < 150_000


@pytest.mark.usefixtures("strict")
def test_a_closed_verdict_is_nowhere_in_the_file_and_an_open_one_is_on_paper() -> None:
    shut, opened = printed(canaried(0)), printed(canaried(14, part("docket")))

    assert CANARY not in text(shut)
    assert CANARY.encode() not in streams(shut)
    assert len(set(re.findall(rf"{CANARY} (d\d\d)", text(opened)))) == 14


def test_a_verdict_among_closed_ones_is_the_only_one_in_the_order_for_a_press() -> None:
    order = msgspec.json.encode(canaried(1)).decode()

    assert re.findall(rf"{CANARY} (d\d\d)", order) == ["d01"]


def test_a_handout_with_every_row_closed_names_no_verdict(pressed: list[bytes]) -> None:
    labels = (
        "Contradicted|Contested|No evidence|Not testable|Partly supported|Supported|grade [A-E]"
    )

    assert not re.search(labels, text(pressed[0]))


def test_a_closed_row_is_asked_on_paper_and_never_stated(pressed: list[bytes]) -> None:
    words = text(pressed[0])

    for row in psoas().docket:
        assert row.question in words
        assert row.wording not in words


def test_on_paper_a_verdict_stands_before_the_sentence_that_it_judges(opened: bytes) -> None:
    words = text(opened)

    for row in psoas().docket:
        verdict = psoas().verdict(row.ref)
        assert verdict
        said = f"says: {row.wording}" if verdict.settled else f"The question was: {row.question}"
        assert 0 <= words.find(verdict.short) < words.find(said)
        assert words.count(verdict.short) == 1


def test_a_sentence_stated_by_itself_on_paper_would_be_found() -> None:
    stated = html(copy(0, part("docket"))).replace(
        psoas().docket[6].question, psoas().docket[6].wording
    )

    assert psoas().docket[6].wording in text(rendered(stated).write_pdf() or b"")


@pytest.mark.usefixtures("strict")
def test_a_logo_is_printed_with_the_name_of_the_studio() -> None:
    png = io.BytesIO()
    Image.new("RGBA", (300, 120), "#804000").save(png, "PNG")

    file = printed(copy(0, part(), logo=png.getvalue()))

    assert page.validate_pdf_bytes(file, profile="ua1").is_compliant
    with pikepdf.open(io.BytesIO(file)) as document:
        pieces = document.pages[0].resources.XObject.values()
        assert [str(each.Subtype) for each in pieces].count("/Image") == 1


def test_the_link_in_the_strip_can_be_followed(pressed: list[bytes]) -> None:
    first, *_ = PdfReader(io.BytesIO(pressed[0])).pages

    (link,) = (annotation.get_object() for annotation in first.annotations or ())
    assert (link["/A"]["/URI"], link["/F"]) == (LINK, 4)
