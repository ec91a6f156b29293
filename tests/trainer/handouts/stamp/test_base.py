"""What a base has when it is laid out: boxes, faces, tags; and what it is a copy without."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import outloud
import page
import pikepdf
import pytest

from tests.trainer.handouts.stamp.bases import Base, pages, words
from trainer.handouts.pdf import rendered
from trainer.handouts.stamp.frame import Frame


def test_every_box_is_found_where_it_stands(bases: dict[str, Base]) -> None:
    for kind, height in (("a4", 17), ("letter", 17), ("cards", 11)):
        frame = bases[kind][1]
        for box in frame.boxes:
            leaf = frame.leaves[box.page]
            assert box.height == pytest.approx(height / 25.4 * 72, abs=0.1)
            assert 0 < box.x < box.x + box.width < leaf.width
            assert 28 > box.y > 0 or box.y > 28
    assert [box.page for box in bases["cards"][1].boxes] == [0] * 4 + [1] * 4


def test_a_frame_survives_being_kept(bases: dict[str, Base]) -> None:
    for _, frame in bases.values():
        assert msgspec.json.decode(msgspec.json.encode(frame), type=Frame) == frame


def test_a_base_is_the_same_bytes_each_time(a4: Base) -> None:
    assert pages() == a4


def test_a_base_says_nothing_about_a_person(a4: Base) -> None:
    assert not [found for found in words(a4[0]) if "Handout" in found or "2026" in found]


def test_a_base_is_pdf_ua_by_itself(bases: dict[str, Base]) -> None:
    for base, _ in bases.values():
        assert page.validate_pdf_bytes(base, profile="ua1").is_compliant


def test_a_sheet_without_boxes_keeps_nothing_for_a_strip(bases: dict[str, Base]) -> None:
    _, frame = bases["cover"]

    assert frame.boxes == ()
    assert frame.faces == ()
    assert frame.tags is None


def test_the_first_strip_is_read_behind_the_rest_of_its_page(a4: Base) -> None:
    with pikepdf.open(io.BytesIO(a4[0])) as pdf:
        elements = list(pdf.Root.StructTreeRoot.K[0].K)
        first, second = (each.obj.objgen for each in pdf.pages)

        on = [each.Pg.objgen for each in elements]
        strip = next(at for at, each in enumerate(elements) if str(each.S) == "/Sect")

    assert on == sorted(on, key=[first, second].index)
    assert on[strip] == first
    assert on[strip + 1] == second


def test_every_link_is_printed_and_every_head_says_what_it_heads(a4: Base) -> None:
    with pikepdf.open(io.BytesIO(a4[0])) as pdf:
        links = [link for each in pdf.pages for link in each.obj.get("/Annots", [])]
        heads = [each.A.Scope for each in pdf.objects if kind(each) == "/TH"]

        assert [int(link.F) for link in links] == [4] * len(links)
        assert len(links) == 2
        assert [str(each) for each in heads] == ["/Column"] * 2


def test_without_the_last_hand_links_would_not_be_printed(tmp_path: Path) -> None:
    file = tmp_path / "plain.pdf"
    source = "<html lang=en><title>x</title><h1>x</h1><p><a href='https://x.example'>x</a>"
    rendered(source).write_pdf(file, pdf_variant="pdf/ua-1")

    assert "LNK-004" in {found.rule for found in outloud.check(str(file)).findings}


def kind(each: Any) -> str:
    """What an element of the tree of tags is."""
    return str(each.get("/S", "")) if isinstance(each, pikepdf.Dictionary) else ""
