"""Names as people write them, each in the face of its script."""

from __future__ import annotations

from typing import get_args
from unicodedata import normalize

import pytest

from trainer.handouts.typefaces import Line, typeset
from trainer.handouts.typefaces.fontcase import Weight

NAMES = {
    "Łucja Wiśniewska-Żółć": "Sans",
    "Đorđe Şükrü Ğ. Þórðarson": "Sans",
    "Nguyễn Thị Hương Trường": "Sans",
    "Đặng Ngọc Ẩn": "Sans",
    "Adébáyọ̀ Ọláẹ̀kọ́": "Sans",
    "Ṣadé Ẹ̀ṣọ́": "Sans",
    "Ἀχιλλεύς ᾨδή Παπαδόπουλος": "Sans",
    "Ольга Щербакова": "Sans",
    "Їжакевич Ґалаґан": "Sans",
    "Әлия Қанатқызы": "Sans",
    "Ӑҩаш": "Wide",
    "יעל כהן": "Hebrew",
    "שָׁלוֹם בַּת": "Hebrew",
    "محمد عبد الله": "Arabic",
    "مُحَمَّد گلچهره": "Arabic",
    "علی\u200cرضا": "Arabic",
    "สมชาย ใจดี": "Thai",
    "น้ำฝน ที่รัก": "Thai",
    "김민준": "East Asian",
    "뷁 쀍": "East Asian",
    "张伟": "East Asian",
    "陳志強": "East Asian",
    "佐藤 美咲": "East Asian",
    "さとう・ミサキー": "East Asian",
    "髙橋 﨑田 𠮷野": "East Asian",
    "𡈽屋 槗本 邉 邊": "East Asian",
    "葛\U000e0100城": "East Asian",
    "नरेन्द्र": "Devanagari",
    "মৌসুমী": "Bengali",
    "தமிழ்செல்வி": "Tamil",
    "Արմեն": "Armenian",
    "ნინო": "Georgian",
    "አበበ": "Ethiopic",
    "សុភា": "Khmer",
    "သီရိ": "Myanmar",
    "ສົມພອນ": "Lao",
    "గాయత్రి": "Telugu",
    "ಗಿರೀಶ್": "Kannada",
    "മീനാക്ഷി": "Malayalam",
    "નરેન્દ્ર": "Gujarati",
    "ਗੁਰਪ੍ਰੀਤ": "Gurmukhi",
    "සිරිසේන": "Sinhala",
}


def families(line: Line) -> set[str]:
    return {run.face.family.removeprefix("Trainer ") for run in line.runs}


def shapes(text: str) -> list[int]:
    return [glyph.id for run in typeset(text).runs for glyph in run.glyphs]


def is_whole(line: Line) -> bool:
    """Whether nothing is left out and no box stands for a letter."""
    return not line.left_out and all(glyph.id for run in line.runs for glyph in run.glyphs)


@pytest.mark.parametrize("weight", get_args(Weight))
@pytest.mark.parametrize(("name", "family"), NAMES.items(), ids=NAMES)
def test_a_name_is_set_whole_in_the_face_of_its_script(
    name: str, family: str, weight: Weight
) -> None:
    line = typeset(name, weight)

    assert is_whole(line)
    assert family in families(line)
    assert line.text == normalize("NFC", name)


def test_a_letter_without_a_shape_would_be_found() -> None:
    assert not is_whole(typeset("Ina \ue000"))


@pytest.mark.parametrize("name", NAMES, ids=NAMES)
def test_a_decomposed_name_is_set_as_the_composed_one(name: str) -> None:
    assert typeset(normalize("NFD", name)) == typeset(normalize("NFC", name))


def test_semibold_is_set_where_a_script_has_it_and_regular_elsewhere() -> None:
    weights = [typeset(name, "semibold").runs[0].face.weight for name in ("Ina", "محمد", "陳")]

    assert weights == [600, 600, 400]


def test_hebrew_runs_from_right_to_left() -> None:
    (run,) = typeset("יעל").runs

    assert [glyph.text for glyph in run.glyphs] == ["ל", "ע", "י"]
    assert run.text == "יעל"


def test_latin_runs_from_left_to_right() -> None:
    (run,) = typeset("Ina").runs

    assert [glyph.text for glyph in run.glyphs] == ["I", "n", "a"]


def test_arabic_letters_are_joined() -> None:
    alone = {shapes(letter)[0] for letter in "محمد"}

    assert not alone & set(shapes("محمد")[1:])  # the last one, at the left, joins on one side


def test_arabic_letters_that_are_not_joined_would_be_found() -> None:
    apart = shapes("م\u200cح\u200cم\u200cد")

    assert set(apart) <= {shapes(letter)[0] for letter in "محمد"}


def test_a_joiner_of_no_width_shapes_and_is_not_drawn() -> None:
    with_it, without = typeset("علی\u200cرضا"), typeset("علیرضا")

    assert with_it.text == "علی\u200cرضا"
    assert [glyph.id for glyph in with_it.runs[0].glyphs] != [
        glyph.id for glyph in without.runs[0].glyphs
    ]


@pytest.mark.parametrize("name", ["ที่", "Ọ̀", "שָ", "مُ"])
def test_a_mark_stands_at_its_letter_and_takes_no_room(name: str) -> None:
    marks = [glyph for run in typeset(name).runs for glyph in run.glyphs if not glyph.advance]

    assert marks
    assert any(glyph.dx or glyph.dy for glyph in marks)


def test_thai_marks_are_raised_over_each_other() -> None:
    assert shapes("ที่")[-1] != shapes("ท่")[-1] or moved("ที่") != moved("ท่")


def moved(text: str) -> list[tuple[float, float]]:
    return [(glyph.dx, glyph.dy) for run in typeset(text).runs for glyph in run.glyphs]


def test_a_rare_form_of_a_kanji_is_told_from_the_common_one() -> None:
    assert shapes("葛\U000e0100") != shapes("葛")
    assert typeset("葛\U000e0100").width == typeset("葛").width


@pytest.mark.parametrize(
    ("text", "other"), [("骨", "张骨"), ("直", "刘直"), ("化", "김化")], ids=["骨", "直", "化"]
)
def test_a_shared_character_takes_the_form_of_its_language(text: str, other: str) -> None:
    assert shapes(other)[-1] != shapes(text)[-1]


def test_a_shared_character_beside_kana_keeps_the_form_of_japan() -> None:
    assert shapes("さ骨")[-1] == shapes("骨")[-1]


@pytest.mark.parametrize("codec", ["cp932", "euc_jis_2004", "gb2312", "gbk", "big5", "euc_kr"])
def test_every_character_of_a_countrys_set_can_be_written(codec: str) -> None:
    line = typeset("".join(characters(codec)))

    assert line.left_out == ()
    assert is_whole(line)


def characters(codec: str) -> list[str]:
    """Every letter of a set of characters."""
    found = (decoded(codec, pair) for pair in pairs())
    return [text for text in found if len(text) == 1 and text.isalpha()]


def decoded(codec: str, pair: bytes) -> str:
    return pair.decode(codec, "ignore")


def pairs() -> list[bytes]:
    two = [bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF)]
    return two + [b"\x8f" + bytes((a, b)) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]


def test_the_letters_of_a_set_are_read() -> None:
    assert {"髙", "﨑", "ア"} <= set(characters("cp932"))
    assert "𡈽" in characters("euc_jis_2004")


def order(line: Line) -> list[str]:
    return [run.text for run in line.runs]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ольга Nguyễn (محمد)", ["Ольга ", "Nguyễn (", "محمد", ")"]),
        ("יעל (Yael)", [")", "Yael", "(", "יעל "]),
        ("Kim 김민준 12", ["Kim ", "김민준 ", "12"]),
    ],
)
def test_a_mixed_name_is_set_in_runs_from_left_to_right(name: str, parts: list[str]) -> None:
    line = typeset(name)

    assert order(line) == parts
    assert line.text == name


def test_brackets_are_turned_round_where_a_name_runs_from_the_right() -> None:
    latin, hebrew = typeset("(a").runs[0].glyphs[0], typeset("(א").runs[-1].glyphs[-1]

    assert hebrew.text == "("
    assert hebrew.id != latin.id
    assert hebrew.id == typeset("a)").runs[0].glyphs[1].id


@pytest.mark.parametrize(
    ("name", "left_out", "rest"),
    [
        ("Ina 😀", ("😀",), "Ina "),
        ("I\ue000n\ue000a", ("\ue000",), "Ina"),
        ("\u0378a", ("\u0378",), "a"),
        ("👩\u200d🦰 Ina 🇻🇳", ("👩\u200d🦰", "🇻", "🇳"), " Ina "),
        ("a\U0001e8d0b", ("\U0001e8d0",), "ab"),
        ("\ud800a", ("\ud800",), "a"),
        ("a\nb", ("\n",), "ab"),
        ("😀 😀", ("😀",), ""),
        ("", (), ""),
    ],
)
def test_letters_that_no_face_has_are_named_and_the_rest_is_set(
    name: str, left_out: tuple[str, ...], rest: str
) -> None:
    line = typeset(name)

    assert line.left_out == left_out
    assert line.text == rest


def test_a_name_of_which_nothing_is_left_is_an_empty_line() -> None:
    assert typeset("😀 \ue000").runs == ()
    assert typeset("😀 \ue000").width == 0
