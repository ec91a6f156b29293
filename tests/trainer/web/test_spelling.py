"""How a name is written: one form for one name, and nothing in it that nobody can see."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.web.spelling import ONE_LINE, fault, line, lines, shows

HIDDEN = [
    *("\u202e", "\u2066", "\u200e", "\u061c"),  # they turn what follows
    *("\u200b", "\u2060", "\ufeff", "\u00ad", "\u3164", "\u115f", "\u2800", "\u034f"),
    *("\x1b", "\x07", "\x00", "\x7f", "\x9b"),
    *("\ud800", "\ue000", "\ufffd", "\ufffe", "\U000e0041", "\U0010ffff"),
]
NAMES = [
    "Ana Sousa",
    "Nguyễn Thị Ánh",
    "Siân O’Connor-Lloyd, MSc (Hons)",
    "محمد الأمين",
    "علی\u200cرضا",  # Persian: two words written as one
    "र\u094d\u200dय",  # a virama and a joiner
    "ශ\u0dca\u200dරී",
    "র\u200d\u09cdযাচেল",  # Bengali: the joiner before the virama
    "山田 太郎",
    "葛\U000e0100城",  # a form of the sign that its town insists on
    "Ina 😀",
    "Ina ❤\ufe0f",
    "Ina 👩🏽\u200d🏫",
    "Ina 🙂\u200d↔\ufe0f",
    "J2 & Partners",
    "Ω",
]
MISPLACED = [
    "An\u200ca",
    "An\u200da",
    "\u200dAna",
    "Ana\u200c",
    "😀\u200d",
    "\u200d😀",
    "علی\u200c رضا",
    "Ana \ufe0f",
    "\ufe0fAna",
    "Ana\ufe0f\ufe0f",
]
EMPTY = ["", " ", "\u200b\u200b\u200b", "\u2060", "\ufeff", "\u3164", "\u2800", "\u0301", "\ue000"]

texts = st.text(st.characters(), max_size=40) | st.text(
    "a\u0301 \u3000\n\t\u200c\u200d\u202e\ufe0f\u094d\u0930ی😀"
)
letters = st.text(
    st.characters(
        categories=("Lu", "Ll", "Lo", "Nd", "Pd"), exclude_characters=[*HIDDEN, "\u1160", "\uffa0"]
    ),
    min_size=1,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_taken(name: str) -> None:
    assert fault(line(name)) is None
    assert shows(line(name))
    assert lines(name) == line(name)


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
@pytest.mark.parametrize("at", [0, 2, 9])
def test_a_character_that_nobody_sees_is_refused(hidden: str, at: int) -> None:
    name = "Ana Sousa"

    said = fault(line(name[:at] + hidden + name[at:]))

    assert said is not None
    assert f"(U+{ord(hidden):04X})" in said


@pytest.mark.parametrize("name", MISPLACED, ids=ascii)
def test_a_joiner_that_joins_nothing_is_refused(name: str) -> None:
    assert fault(line(name)) is not None


@pytest.mark.parametrize("broken", ["Ana\nSousa", "Ana\r\nBcc: x@example.com", "Ana\u2028Sousa"])
def test_a_line_break_in_a_name_is_refused(broken: str) -> None:
    assert fault(line(broken)) == ONE_LINE


@pytest.mark.parametrize("name", EMPTY, ids=ascii)
def test_a_name_that_shows_nothing_is_empty(name: str) -> None:
    assert not shows(line(name))


def test_one_name_has_one_spelling() -> None:
    typed = " \tSia\u0302n\u00a0 \u3000Lloyd\n"

    assert line(typed) == "Siân Lloyd"


def test_a_text_keeps_its_lines_and_loses_what_nobody_sees() -> None:
    typed = "\ufeffLonger on the left.\r\n\tShorter\u202e \x07on the right.\u2028 \x1b"

    assert lines(typed) == "Longer on the left.\n\tShorter on the right."


# A grave accent, a selector that is left out, a virama: without the selector the accent comes last,
# and what follows it joins nothing any more.
TURNED = "\u0300\ufe00\u094d\u200c"


@pytest.mark.parametrize("times", [1, 2, 3, 9])
def test_a_joiner_that_loses_its_place_is_left_out(times: int) -> None:
    kept = lines(f"b{TURNED}" + "\u094d\u200c" * times)

    assert fault(kept) is None
    assert lines(kept) == kept
    assert kept.startswith("b")


def test_a_hundred_thousand_that_lose_their_place_are_read_in_one_go() -> None:
    kept = lines(f"b{TURNED}" + "\u094d\u200c" * 50_000)

    assert "\u200c" not in kept


@given(texts)
def test_spelling_it_again_changes_nothing(text: str) -> None:
    assert line(line(text)) == line(text)
    assert lines(lines(text)) == lines(text)


@given(texts)
def test_what_is_taken_holds_no_control_and_turns_nothing(text: str) -> None:
    kept = line(text)
    if fault(kept) is None:
        joiners_aside = kept.replace("\u200c", "").replace("\u200d", "")
        assert not {unicodedata.category(char) for char in joiners_aside} & {"Cc", "Cf", "Cs"}
        assert unicodedata.is_normalized("NFC", kept)
        assert "  " not in kept


@given(texts)
def test_a_text_of_several_lines_never_holds_what_a_name_may_not(text: str) -> None:
    assert all(fault(each) is None for each in lines(text).replace("\t", " ").split("\n"))


@given(letters)
def test_letters_and_digits_of_every_script_are_taken(text: str) -> None:
    assert fault(line(text)) is None
    assert shows(line(text))


def test_a_hundred_thousand_joiners_are_read_in_one_go() -> None:
    assert fault("😀\u200d" * 100_000) is not None
