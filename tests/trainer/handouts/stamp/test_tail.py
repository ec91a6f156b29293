"""A copy is a base and a tail: what is on it, and that it stays a PDF that all can read."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import outloud
import page
import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.handouts.stamp.bases import STRIP, Base, codes, copy, strip, words
from tests.trainer.handouts.stamp.content import drawings, operators, sizes, texts
from trainer.handouts.stamp import layout
from trainer.handouts.stamp.frame import Strip
from trainer.handouts.stamp.layout import SMALLEST, LongStrip
from trainer.handouts.stamp.tail import tail
from trainer.handouts.typefaces import Glyph, Line, Run, Weight, typeset

ROOT = Path(__file__).parents[4]
KINDS = ["a4", "letter", "cards"]
WIDE = strip(name="W" * 80)
HOSTILE = [
    "> Tj ET Q 0 0 1 rg 0 0 999 999 re f",
    ") Tj ET EMC Q (",
    "endstream endobj 1 0 obj <</Type/Catalog>> endobj",
    "\\) /Evil Do <</MCID 0>> BDC",
    "%%EOF\r\nstartxref\r\n0",
    "<script>&amp;]]></rdf:li>",
    "Ana\n\t\r\0Sousa",
    "\ud800",
]
anything = st.text(max_size=120)
strips = st.builds(strip, name=anything, studio=anything, label=anything)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_pdf_ua(bases: dict[str, Base], kind: str) -> None:
    result = page.validate_pdf_bytes(copy(bases[kind]), profile="ua1")

    assert [failure.message for failure in result.failures] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_can_be_read_aloud(bases: dict[str, Base], kind: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy(bases[kind]))

    assert outloud.check(str(file)).findings == []


def test_a_copy_in_another_script_is_pdf_ua(a4: Base, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy(a4, strip(name="佐藤 美咲", studio="スタジオ")))

    assert page.validate_pdf_bytes(file.read_bytes(), profile="ua1").is_compliant
    assert outloud.check(str(file)).findings == []


def test_a_link_that_says_nothing_would_be_found(a4: Base) -> None:
    mute = copy(a4).replace(b"/Contents(", b"/Kontents(")

    assert not page.validate_pdf_bytes(mute, profile="ua1").is_compliant


def test_a_strip_that_no_tag_belongs_to_would_be_found(a4: Base, tmp_path: Path) -> None:
    base, frame = a4
    assert frame.tags
    tags = msgspec.structs.replace(frame.tags, first=90)
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy((base, msgspec.structs.replace(frame, tags=tags))))

    assert outloud.check(str(file)).findings


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_read_without_repair(bases: dict[str, Base], kind: str) -> None:
    with pikepdf.open(io.BytesIO(copy(bases[kind]))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a_table_that_points_elsewhere_would_be_found(a4: Base) -> None:
    base, frame = a4
    shifted = base + b"% shifted\n" + tail(base, frame, STRIP)

    with pikepdf.open(io.BytesIO(shifted)) as pdf:
        assert pdf.check_pdf_syntax() != [] or pdf.get_warnings()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [STRIP.name, "佐藤 美咲", "Zoë O’Neill-Đorđe", "Ana 佐藤 Sousa"])
def test_all_of_the_strip_can_be_copied_from_every_page(
    bases: dict[str, Base], kind: str, name: str
) -> None:
    whole = copy(bases[kind], strip(name=name))

    for found in words(whole):
        assert name in found
        assert "Studio Lindenhof" in found
        assert "Handout 2026-0007 · Edition 2 · 28 November 2026" in found
        assert "trainer.example/c/k7mz4q2w9x0abcde" in found


def test_a_second_reader_copies_the_same(a4: Base) -> None:
    for found in pypdf.PdfReader(io.BytesIO(copy(a4))).pages:
        text = found.extract_text()
        assert STRIP.name in text
        assert "Handout 2026-0007" in text  # a hyphen, and no soft one


def test_the_title_of_the_file_has_the_serial(a4: Base) -> None:
    with pikepdf.open(io.BytesIO(copy(a4))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "The psoas: handout 2026-0007"
        assert str(pdf.docinfo.Title) == "The psoas: handout 2026-0007"
        assert str(pdf.docinfo.Author) == "Studio Lindenhof"


def test_the_address_is_a_link_to_the_page_of_the_copy(a4: Base) -> None:
    with pikepdf.open(io.BytesIO(copy(a4))) as pdf:
        link = pdf.pages[0].obj.Annots[-1]

        assert str(link.A.URI) == STRIP.link
        left, bottom, right, top = map(float, link.Rect)
        (box,) = a4[1].on(0)
        assert box.x < left < right < box.x + box.width
        assert box.y <= bottom < top < box.y + box.height


@pytest.mark.parametrize(("kind", "boxes"), [("a4", 1), ("letter", 1), ("cards", 4)])
def test_the_code_in_every_box_reads_back_as_the_link(
    bases: dict[str, Base], kind: str, boxes: int
) -> None:
    assert codes(copy(bases[kind]), dots=150) == [[STRIP.link] * boxes] * 2


def test_a_base_by_itself_has_no_code(a4: Base) -> None:
    assert codes(a4[0]) == [[], []]


def test_a_code_is_large_enough_for_any_phone(bases: dict[str, Base]) -> None:
    for kind, least in (("a4", 18), ("cards", 11)):
        content = b"".join(drawings(copy(bases[kind]), bases[kind][1]))
        side, modules = re.search(rb"q 0 g ([\d.]+) .*? cm BI/W (\d+)", content).groups()  # type: ignore[union-attr] # it is there
        assert float(side) * (int(modules) + 8) / int(modules) / 72 * 25.4 >= least


def test_a_base_is_left_as_it_is_and_the_tail_is_small(a4: Base) -> None:
    base, frame = a4

    whole = copy(a4)

    assert whole.startswith(base)
    assert len(whole) - len(base) < 2_600
    assert len(tail(base, frame, strip(name="佐藤 美咲"))) < 12_000


def test_a_copy_is_the_same_bytes_each_time_and_others_are_not(a4: Base) -> None:
    assert copy(a4) == copy(a4)
    assert copy(a4) != copy(a4, strip(label="Handout 2026-0008"))


def test_a_copy_is_the_same_bytes_in_another_process(a4: Base, tmp_path: Path) -> None:
    names = tmp_path / "base.pdf", tmp_path / "frame.json", tmp_path / "strip.json"
    for path, content in zip(
        names, (a4[0], *map(msgspec.json.encode, (a4[1], STRIP))), strict=True
    ):
        path.write_bytes(content)
    program = (
        "import sys, msgspec; from trainer.handouts.stamp.tail import tail;"
        "from trainer.handouts.stamp.frame import Frame, Strip;"
        "base, frame, strip = (open(each, 'rb').read() for each in sys.argv[1:]);"
        "frame = msgspec.json.decode(frame, type=Frame);"
        "strip = msgspec.json.decode(strip, type=Strip);"
        "sys.stdout.buffer.write(base + tail(base, frame, strip))"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program, *names], cwd=ROOT, capture_output=True, check=True
    )

    assert ran.stdout == copy(a4)


def test_two_copies_have_identifiers_that_begin_alike_and_end_differently(a4: Base) -> None:
    first, second = copy(a4), copy(a4, strip(label="Handout 2026-0008"))

    with pikepdf.open(io.BytesIO(first)) as one, pikepdf.open(io.BytesIO(second)) as other:
        halves = list(zip(one.trailer.ID, other.trailer.ID, strict=True))
        assert [bytes(mine) == bytes(yours) for mine, yours in halves] == [True, False]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "long",
    [
        WIDE,
        strip(
            name="W" * 40 + " " + "W" * 39, studio="The Studio of Pilates and Movement by the River"
        ),
        strip(name="Maximiliane Alexandra Wiśniewska-Żółkiewska von und zu Hohenlohe-Langenburg"),
    ],
)
def test_of_a_long_name_nothing_is_cut_and_nothing_is_small(
    bases: dict[str, Base], kind: str, long: Strip
) -> None:
    whole = copy(bases[kind], long)

    for found in words(whole):
        squeezed = "".join(found.split())
        assert "".join(long.name.split()) in squeezed
        assert "".join(long.studio.split()) in squeezed
        assert long.label in found
    for content in drawings(whole, bases[kind][1]):
        assert min(sizes(content)) >= SMALLEST


def test_a_strip_that_has_no_room_is_refused(bases: dict[str, Base]) -> None:
    with pytest.raises(LongStrip, match="longer than the strip"):
        copy(bases["cards"], strip(name="W" * 400))


def test_small_letters_would_be_found() -> None:
    assert min(sizes(b"BT /D0 7.5 Tf <0001> Tj ET")) < SMALLEST


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_name_is_text_and_nothing_else(a4: Base, words: str) -> None:
    whole = copy(a4, strip(name=words, studio=words, label=words, edition=words, date=words))

    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 2
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"].startswith("The psoas: ")
    for content in drawings(whole, a4[1]):
        assert operators(content) <= KNOWN


KNOWN = {
    "q",
    "Q",
    "cm",
    "BDC",
    "EMC",
    "BT",
    "ET",
    "rg",
    "g",
    "Tm",
    "Tf",
    "TJ",
    "Tz",
    "Ts",
    "INLINE",
}


def test_a_command_in_a_name_would_be_found() -> None:
    assert operators(b"BT <00> Tj ET 0 0 9 9 re f") - KNOWN == {"Tj", "re", "f"}


@given(strips)
def test_whatever_a_strip_says_the_copy_is_a_pdf_of_known_commands(
    a4: Base, any_strip: Strip
) -> None:
    base, frame = a4
    try:
        whole = base + tail(base, frame, any_strip)
    except LongStrip:
        assert len(any_strip.name + any_strip.studio + any_strip.label) > 200
        return

    for content in drawings(whole, frame):
        assert operators(content) <= KNOWN
        assert min(sizes(content), default=SMALLEST) >= SMALLEST


@given(strips)
def test_every_glyph_of_a_name_is_drawn(a4: Base, any_strip: Strip) -> None:
    base, frame = a4
    try:
        whole = base + tail(base, frame, any_strip)
    except LongStrip:
        return

    drawn = {glyph for content in drawings(whole, frame) for glyph in texts(content)}
    wanted = typeset(any_strip.name, "semibold").runs
    assert {glyph.id for run in wanted for glyph in run.glyphs if glyph.text != " "} <= drawn


def test_a_line_from_right_to_left_is_heard_as_it_is_read(
    a4: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    def backwards(text: str, weight: Weight) -> Line:
        line = typeset(text, weight)
        runs = [msgspec.structs.replace(run, glyphs=run.glyphs[::-1]) for run in line.runs]
        return Line(tuple(runs)) if weight == "semibold" else line

    monkeypatch.setattr(layout, "typeset", backwards)

    base, frame = a4
    added = tail(base, frame, strip(name="abcdef"))

    assert b"/S/P" in added
    assert b"/ActualText(abcdef)" in added
    assert b"ActualText" not in b"".join(drawings(base + added, frame))
    assert page.validate_pdf_bytes(base + added, profile="ua1").is_compliant


def test_letters_that_do_not_say_their_text_say_it_themselves(
    a4: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    def joined(text: str, weight: Weight) -> Line:
        line = typeset(text, weight)
        said = [(run, run.text.replace("x", "iffi")) for run in line.runs]
        runs = [msgspec.structs.replace(run, text=text) for run, text in said]
        return Line(tuple(runs)) if weight == "semibold" else line

    monkeypatch.setattr(layout, "typeset", joined)

    whole = copy(a4, strip(name="Grxth"))

    assert all("Griffith" in found for found in words(whole))


def test_marks_stand_where_the_shaper_put_them(a4: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    def marked(text: str, weight: Weight) -> Line:
        line = typeset(text, weight)
        if weight == "regular":
            return line
        (run,) = line.runs
        letter, mark = run.glyphs
        raised = Glyph(mark.id, 0, -letter.advance / 2, 120, mark.text)
        return Line((Run(run.face, (letter, raised), run.text, run.start),))

    monkeypatch.setattr(layout, "typeset", marked)

    content = drawings(copy(a4, strip(name="ab")), a4[1])[0]

    wide = typeset("a", "semibold").width
    back = rb"1\.38 Ts \[%d<[0-9A-F]{4}>" % round(wide / 2)
    assert re.search(back, content)
