"""What is on the paper, read back from the PDF."""

from __future__ import annotations

import io
import re
from pathlib import Path

import msgspec
import outloud
import page
import pytest
from PIL import Image
from pypdf import PdfReader

from lessons.lesson import Lesson
from tests.trainer.handouts.copies import HEADING, codes, copy, psoas, streams, text
from trainer.handouts.document import Handout
from trainer.handouts.page import html
from trainer.handouts.pdf import rendered
from trainer.handouts.press import Pressed, press

COPIES = range(3)
CANARY = "Kanarienvogel"


def canaried(opened: int) -> Handout:
    """A copy of a lesson that has a canary in every verdict."""
    lesson = psoas()
    verdicts = [
        msgspec.structs.replace(each, short=f"{CANARY} {each.on}. {each.short}")
        for each in lesson.verdicts
    ]
    return copy(opened, msgspec.structs.replace(lesson, verdicts=tuple(verdicts)))


@pytest.mark.parametrize("index", COPIES)
def test_a_handout_is_pdf_ua(pressed: Pressed, index: int) -> None:
    result = page.validate_pdf_bytes(pressed.files[index], profile="ua1")

    assert [failure.message for failure in result.failures] == []


@pytest.mark.parametrize("index", COPIES)
def test_a_handout_can_be_read_aloud(pressed: Pressed, index: int, tmp_path: Path) -> None:
    file = tmp_path / "handout.pdf"
    file.write_bytes(pressed.files[index])

    assert outloud.check(str(file)).findings == []


def test_without_the_last_hand_a_reader_would_miss_the_links(tmp_path: Path) -> None:
    file = tmp_path / "handout.pdf"
    rendered(html(copy(0))).write_pdf(file, pdf_variant="pdf/ua-1")

    assert {found.rule for found in outloud.check(str(file)).findings} >= {"LNK-001"}


def test_all_together_are_pdf_ua_too(pressed: Pressed) -> None:
    assert page.validate_pdf_bytes(pressed.together, profile="ua1").is_compliant


@pytest.mark.parametrize("index", COPIES)
def test_name_and_serial_can_be_copied_from_every_page(
    pressed: Pressed, copies: list[Handout], index: int
) -> None:
    heading = copies[index].heading

    for each in PdfReader(io.BytesIO(pressed.files[index])).pages:
        words = re.sub(r"\s+", " ", each.extract_text())
        assert heading.name in words
        assert f"Handout {heading.serial}, edition {heading.edition}" in words
        assert heading.link in words


@pytest.mark.parametrize("index", COPIES)
def test_the_code_on_every_page_reads_back_as_the_link(pressed: Pressed, index: int) -> None:
    assert codes(pressed.files[index]) == [[HEADING.link]] * 2


def test_all_together_are_the_copies_in_order(pressed: Pressed, copies: list[Handout]) -> None:
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(pressed.together)).pages]

    serials = [each.heading.serial for each in copies for _ in range(2)]
    assert [serial in words for serial, words in zip(serials, pages, strict=True)] == [True] * 6


def test_one_copy_alone_is_all_of_them_together_and_the_same_in_another_process(
    pressed: Pressed, copies: list[Handout]
) -> None:
    alone = press(copies[:1])

    assert alone.files == (alone.together,)
    assert alone.files[0] == pressed.files[0]


def test_a_closed_verdict_is_nowhere_in_the_file_and_an_open_one_is_on_paper() -> None:
    shut, opened = press([canaried(0), canaried(14)]).files

    assert CANARY not in text(shut)
    assert CANARY.encode() not in streams(shut)
    assert len(set(re.findall(rf"{CANARY} (d\d\d)", text(opened)))) == 14


def test_a_verdict_among_closed_ones_is_the_only_one_in_the_order_for_a_press() -> None:
    order = msgspec.json.encode(canaried(1)).decode()

    assert re.findall(rf"{CANARY} (d\d\d)", order) == ["d01"]


def test_a_handout_with_every_row_closed_names_no_verdict(pressed: Pressed) -> None:
    labels = "Contradicted|Contested|No evidence|Not testable|supported|grade [A-E]"

    assert not re.search(labels, text(pressed.files[0]))


def test_a_closed_row_is_asked_on_paper_and_never_stated(pressed: Pressed) -> None:
    printed = text(pressed.files[0])

    for row in psoas().docket:
        assert row.question in printed
        assert row.wording not in printed


def test_on_paper_a_verdict_stands_before_the_sentence_that_it_judges(pressed: Pressed) -> None:
    printed = text(pressed.files[2])

    for row in psoas().docket:
        verdict = psoas().verdict(row.ref)
        assert verdict
        said = f"says: {row.wording}" if verdict.settled else f"The question was: {row.question}"
        assert 0 <= printed.find(verdict.short) < printed.find(said)
        assert printed.count(verdict.short) == 1


def test_a_sentence_stated_by_itself_on_paper_would_be_found() -> None:
    stated = html(copy(0)).replace(psoas().docket[6].question, psoas().docket[6].wording)

    assert psoas().docket[6].wording in text(rendered(stated).write_pdf() or b"")


def test_a_logo_is_printed_with_the_name_of_the_studio() -> None:
    png = io.BytesIO()
    Image.new("RGBA", (300, 120), "#804000").save(png, "PNG")

    (file,) = press([copy(3, logo=png.getvalue())]).files

    assert page.validate_pdf_bytes(file, profile="ua1").is_compliant
    assert len(PdfReader(io.BytesIO(file)).pages[0].images) == 1


def test_a_link_in_the_footer_can_be_followed(pressed: Pressed) -> None:
    for each in PdfReader(io.BytesIO(pressed.files[0])).pages:
        (link,) = (annotation.get_object() for annotation in each.annotations or ())
        assert (link["/A"]["/URI"], link["/F"]) == (HEADING.link, 4)


def without_spaces(words: str) -> str:
    """Words as they can be compared whatever lines they were broken into."""
    return "".join(words.split())


def unprinted(pdf: bytes, lesson: Lesson, made: Handout) -> list[str]:
    """What ends an exercise or rules it out, of the cards that are printed, and is not there."""
    paper = without_spaces(text(pdf))
    cards = {card.name for card in made.exercises if card.precautions}
    return [
        each.text
        for exercise in lesson.exercises
        for each in exercise.firm
        if exercise.name in cards and without_spaces(each.text) not in paper
    ]


@pytest.mark.parametrize("index", COPIES)
def test_every_reason_to_stop_or_leave_out_of_a_printed_card_is_on_the_paper(
    pressed: Pressed, copies: list[Handout], index: int
) -> None:
    made = copies[index]

    assert unprinted(pressed.files[index], psoas(), made) == []
    assert sum(bool(card.precautions) for card in made.exercises) >= 5


def test_a_reason_that_was_dropped_is_missed() -> None:
    made = copy(0)
    first = next(card for card in made.exercises if card.precautions)
    short = msgspec.structs.replace(first, precautions=first.precautions[:-1])
    cards = tuple(short if card is first else card for card in made.exercises)

    (file,) = press([msgspec.structs.replace(made, exercises=cards)]).files

    assert unprinted(file, psoas(), made) == [first.precautions[-1].text]


def test_a_card_without_room_for_its_precautions_says_where_to_read_it(pressed: Pressed) -> None:
    brief = [card for card in copy(0).exercises if not card.precautions]

    assert brief
    assert all((card.position, card.minutes > 0) == ("", True) for card in brief)
    printed = text(pressed.files[0])
    assert printed.count("Read this one in the lesson") == len(brief)
    assert all(card.name in printed for card in brief)
