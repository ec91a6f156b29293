"""Numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.number import NumberRefused, read_number, written_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40", 40),
        ("40,5", 40.5),
        ("40.5", 40.5),
        ("  40 ", 40),
        ("\N{NO-BREAK SPACE}40\N{NO-BREAK SPACE}", 40),
        ("\N{MINUS SIGN}4", -4),
        ("-4", -4),
        ("+4", 4),
        ("40%", 40),
        ("40 %", 40),
        ("40\N{NO-BREAK SPACE}%", 40),
        ("1 000", 1000),
        ("12\N{NARROW NO-BREAK SPACE}345,5", 12345.5),
        ("1,000", 1),
        (".5", 0.5),
        ("5.", 5),
        ("1000000000000", 1e12),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: float) -> None:
    assert read_number(text, "%") == number


def test_minus_nought_is_nought() -> None:
    assert str(read_number("-0")) == "0.0"


def test_a_unit_is_read_in_any_case() -> None:
    assert read_number("40 MM", "mm") == 40
    assert read_number("60 beats  a minute", "beats a minute") == 60


@pytest.mark.parametrize("text", ["", "  ", "\N{NO-BREAK SPACE}"])
def test_a_blank_is_no_number(text: str) -> None:
    assert read_number(text) is None


NOT_NUMBERS = ["forty", "%", "40 mm", "40%%", "4 0", "1 0000", "1.2.3", "1,000,000", "--4", "4-"]
NOT_NUMBERS += ["1e3", "0x1f", "1_000", "inf", "-inf", "nan", "infinity", "\u0664\u0660", "\u00b2"]
NOT_NUMBERS += ["4\0", "4\n5", ".", "-"]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberRefused, match=r"not a number. Write one such as 12 or 4.5, in %"):
        read_number(text, "%")


def test_a_number_without_a_unit_is_asked_for_without_one() -> None:
    with pytest.raises(NumberRefused, match=r"4\.5\.$"):
        read_number("forty")


@pytest.mark.parametrize("text", ["1000000000001", "-9" + "9" * 30])
def test_a_huge_number_is_refused(text: str) -> None:
    with pytest.raises(NumberRefused, match=r"too large. Write one up to 1000000000000\."):
        read_number(text)


def test_a_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(NumberRefused, match="longer than 40 characters"):
        read_number("4" * 1_000_000)


@given(st.floats(-1e12, 1e12).map(lambda number: round(number, 6) + 0.0))
def test_a_number_is_written_as_it_is_read(number: float) -> None:
    assert read_number(written_number(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(40.0, "40"), (40.5, "40.5"), (1e12, "1000000000000"), (1e-7, "0.0000001"), (-0.5, "-0.5")],
)
def test_a_number_is_written_in_digits(number: float, text: str) -> None:
    assert written_number(number) == text


@given(st.text(st.sampled_from("0123456789 ,.-+%eEinfa\N{MINUS SIGN}\N{NO-BREAK SPACE}")))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = read_number(text, "%")
    except NumberRefused:
        return
    assert number is None or abs(number) <= 1e12
