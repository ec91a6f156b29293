"""The cover sheet of a stack: who gets what, in order, in every script, and nobody's copy."""

from __future__ import annotations

from pathlib import Path

import outloud
import page
import pytest

from tests.trainer.handouts.copies import BRAND, texts
from trainer.handouts import pdf
from trainer.handouts.document.cover import Addressee, CoverSheet
from trainer.handouts.press import Base

NAMES = ["Nguyễn Thị Ánh", "Ольга Щербакова", "佐藤 美咲", "Łucja Wiśniewska-Żółć"]


@pytest.fixture(scope="module")
def cover() -> Base:
    """One for so many that it takes several pages."""
    addressees = tuple(
        Addressee(
            name=NAMES[at % len(NAMES)],
            location="Quay" if at % 2 else "",
            copies=(f"Lesson handout 2026-{2 * at:04}", f"Exercise cards 2026-{2 * at + 1:04}"),
        )
        for at in range(30)
    )
    sheet = CoverSheet(title="The psoas", date="28 November 2026", addressees=addressees)
    return pdf.base(sheet, BRAND)


def test_it_is_pdf_ua_and_can_be_read_aloud(cover: Base, tmp_path: Path) -> None:
    file = tmp_path / "cover.pdf"
    file.write_bytes(cover.pdf)

    assert page.validate_pdf_bytes(cover.pdf, profile="ua1").is_compliant
    assert outloud.check(str(file)).findings == []


def test_it_lists_everybody_in_order_with_every_serial(cover: Base) -> None:
    words = " ".join(texts(cover.pdf))

    serials = [f"2026-{number:04}" for number in range(60)]
    assert [words.find(each) for each in serials] == sorted(words.find(each) for each in serials)
    assert -1 not in [words.find(each) for each in (*serials, *NAMES)]
    assert "60 copies for 30 people" in words


def test_its_head_is_on_every_page(cover: Base) -> None:
    assert len(texts(cover.pdf)) > 1
    assert all("Received, signature and date" in each for each in texts(cover.pdf))


def test_it_keeps_no_room_for_a_strip(cover: Base) -> None:
    assert cover.frame.boxes == ()
    assert cover.frame.tags is None
