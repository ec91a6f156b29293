"""A face: what a PDF is told of it, and what is cut from it."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from trainer.handouts.typefaces import FONTS, Face, face_of, typeset

FACES = [
    face_of(f"Trainer {family}", weight)
    for family in ("Sans", "Serif", "Arabic", "Hebrew", "Thai", "East Asian", "Wide")
    for weight in (400, 600)
]


def ids(name: str) -> list[int]:
    (run,) = typeset(name).runs
    return [glyph.id for glyph in run.glyphs]


def face(name: str) -> Face:
    return typeset(name).runs[0].face


@pytest.mark.parametrize("name", ["Nguyễn", "محمد", "ที่รัก"])
def test_a_cut_truetype_face_keeps_its_glyphs_at_their_ids(name: str) -> None:
    with TTFont(face(name).file) as whole, TTFont(BytesIO(face(name).subset(ids(name)))) as cut:
        assert [drawn(cut, each) for each in ids(name)] == [
            drawn(whole, each) for each in ids(name)
        ]
        assert cut["head"].modified == whole["head"].modified


def test_a_cut_truetype_face_draws_nothing_else() -> None:
    a, b = ids("ab")

    with TTFont(BytesIO(face("b").subset([b]))) as cut:
        assert drawn(cut, b)
        assert not drawn(cut, a)


def drawn(font: TTFont, glyph: int) -> list[Any]:
    glyphs, pen = font.getGlyphSet(), DecomposingRecordingPen(font.getGlyphSet())
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return list(pen.value)


@pytest.mark.parametrize("name", ["김민준", "髙𠮷", "张骨"])
def test_a_cut_cff_face_has_each_glyph_under_its_id_as_cid(name: str) -> None:
    cut = CFFFontSet()
    cut.decompile(BytesIO(face(name).subset(ids(name))), None)
    shapes = cut[0].CharStrings

    with TTFont(face(name).file) as font:
        whole = font["CFF "].cff[0].CharStrings
        for each in ids(name):
            assert outline(shapes, each) == outline(whole, each)
    assert len(shapes) == len(set(ids(name))) + 1


def outline(shapes: Any, glyph: int) -> list[Any]:
    pen = RecordingPen()
    shapes[f"cid{glyph:05d}"].draw(pen)
    assert pen.value
    return list(pen.value)


@pytest.mark.parametrize(
    ("name", "most"), [("Łucja Wiśniewska", 3_000), ("محمد عبد", 2_000), ("髙橋﨑", 1_500)]
)
def test_a_cut_face_is_small(name: str, most: int) -> None:
    assert len(zlib.compress(face(name).subset(ids(name)))) < most < len(face(name).font_file())


@given(st.lists(st.integers(0, 1_500)))
def test_a_face_is_cut_the_same_whatever_the_order(glyphs: list[int]) -> None:
    assert face("a").subset(glyphs) == face("a").subset(reversed(glyphs))


@pytest.mark.parametrize("one", FACES, ids=lambda one: one.name)
def test_a_face_says_its_measures_in_thousandths(one: Face) -> None:
    with TTFont(one.file) as font:
        scale = 1000 / font["head"].unitsPerEm
        head, metrics = font["head"], one.metrics

        assert metrics.ascent == pytest.approx(font["hhea"].ascent * scale)
        assert metrics.descent == pytest.approx(font["hhea"].descent * scale)
        assert metrics.cap_height == pytest.approx(font["OS/2"].sCapHeight * scale)
        assert metrics.bbox == pytest.approx(
            [each * scale for each in (head.xMin, head.yMin, head.xMax, head.yMax)]
        )
        assert metrics.italic_angle == font["post"].italicAngle == 0


@pytest.mark.parametrize("one", FACES, ids=lambda one: one.name)
def test_a_face_says_the_widths_of_its_glyphs(one: Face) -> None:
    with TTFont(one.file) as font:
        scale = 1000 / font["head"].unitsPerEm
        order = font.getGlyphOrder()[:200]

        assert one.widths(range(len(order))) == {
            place: pytest.approx(font["hmtx"][name][0] * scale) for place, name in enumerate(order)
        }


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.?tf")), ids=lambda path: path.name)
def test_a_font_is_static_and_says_its_own_name(file: Path) -> None:
    with TTFont(file) as font:
        family = font["name"].getBestFamilyName()
        one = face_of(family, font["OS/2"].usWeightClass)

        assert one.file == file
        assert one.name == font["name"].getDebugName(6)
        assert ("CFF " in font) == (one.kind == "cff")
        assert "fvar" not in font
        assert "Source" not in family


@pytest.mark.parametrize(
    ("name", "place", "character"),
    [("محمد", 1, "م"), ("ที่", 2, "\u0e48"), ("Ọ̀", 1, "\u0323"), ("김", 0, "김")],
)
def test_a_form_of_a_letter_is_known_as_the_letter(name: str, place: int, character: str) -> None:
    glyph = ids(name)[place]

    assert face(name).characters([glyph]) == {glyph: character}
