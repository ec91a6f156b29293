"""A laid-out page with names in every script: what it loads, what it says, and that it is valid."""

from __future__ import annotations

from io import BytesIO
from unicodedata import normalize

import msgspec
import page as page_validation
import pypdfium2
import pytest

from tests.trainer.handouts.copies import copy, html, part, printed
from trainer.handouts import pdf
from trainer.handouts.typefaces import FONTS, daily, needed, stylesheet, unwritable

NAMES = [
    "Nguyễn Thị Hương",
    "Ọ̀ṣun o Adékọ̀",
    "Ἀχιλλεύς Παπαδόπουλος",
    "Ольга Щербакова",
    "יעל כהן",
    "مُحَمَّد",
    "สมชาย ที่รัก",
    "김민준",
    "张伟",
    "髙﨑 𠮷田",
]


def letters(text: str) -> set[str]:
    return set(normalize("NFD", text)) - {" "}


def first_page(content: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(content)) as document:
        text: str = document[0].get_textpage().get_text_range()
    return text.partition("The psoas")[0]  # the name of the studio stands above the title


def faults(content: bytes) -> list[str]:
    result = page_validation.validate_pdf_bytes(content, profile="ua1")
    return [each.rule_id for each in result.failures]


@pytest.mark.parametrize("name", NAMES)
def test_a_studio_in_any_script_is_printed_and_can_be_read_back(name: str) -> None:
    content = printed(copy(0, part(), studio=name))

    assert letters(name) <= letters(first_page(content))
    assert faults(content) == []


def test_a_shape_that_says_nothing_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "letter_maps", lambda *_: None)

    content = printed(copy(0, part(), studio="Ọ̀ṣun"))

    assert "PDFUA1-FONT-UNICODE-MAPPING-001" in faults(content)


def test_a_page_is_the_same_however_its_names_were_typed() -> None:
    composed, apart = (normalize(form, "Nguyễn Ọ̀ṣun") for form in ("NFC", "NFD"))

    assert html(copy(0, studio=apart)) == html(copy(0, studio=composed))
    assert apart != composed


def test_a_mark_at_the_start_of_a_name_changes_no_tag() -> None:
    source = html(copy(0, studio="\u0338Ina"))

    assert "\u226f" not in source  # which ">" becomes with that mark
    assert "\u226f" in normalize("NFC", source)


def test_a_page_in_latin_loads_the_daily_faces_alone() -> None:
    assert needed(html(copy(0))) == []
    assert {face.file.name for face in daily()} == {
        "sans-regular.ttf",
        "sans-semibold.ttf",
        "serif-regular.ttf",
        "serif-semibold.ttf",
    }


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("محمد", ["arabic-regular.ttf", "arabic-semibold.ttf"]),
        ("김 ①", ["eastasian-regular.otf"]),
        ("Ҩ", ["wide-regular.ttf"]),
    ],
)
def test_a_page_loads_what_a_name_on_it_needs(name: str, files: list[str]) -> None:
    faces = needed(html(copy(0, studio=name)))

    assert [face.file.name for face in faces] == files
    assert all(f"asset:{file}" in stylesheet(faces) for file in files)


@pytest.mark.usefixtures("strict")
def test_a_name_in_an_unloaded_script_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "needed", lambda _source: [])

    with pytest.raises(pdf.Refused, match="the page has a fault"):
        printed(copy(0, part(), studio="ნინო"))  # which no other test loads


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_set_is_writable(name: str) -> None:
    assert unwritable(normalize("NFD", name)) == []


def test_what_no_face_has_is_told_once() -> None:
    assert unwritable("a😀\u0378 😀\n\u200d") == ["\u0378", "😀"]


def test_the_fonts_have_their_licences_beside_them() -> None:
    licences = [path.read_text() for path in sorted(FONTS.glob("LICENSE-*.txt"))]

    assert len(licences) == 3
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in licences)


def test_the_fonts_are_not_too_large_for_a_repository() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.?tf")) < 25_000_000


def test_a_handout_says_the_same_in_two_prints() -> None:
    order = copy(0, part("figures"), studio="Ọ̀ṣun محمد 김")

    assert printed(order) == printed(msgspec.structs.replace(order))
