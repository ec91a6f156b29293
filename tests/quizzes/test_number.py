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
        (".5", 0.5),
        ("5.", 5),
        ("1000000000000", 1e12),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: float) -> None:
    assert read_number(text, "%") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("１２", 12),
        ("\u0664\u0665", 45),  # Arabic
        ("\u06f4\u06f5", 45),  # Persian
        ("\u0967\u0968", 12),  # Devanagari
        ("\u0e51\u0e52", 12),  # Thai
        ("４．５", 4.5),
        ("４，５％", 4.5),
        ("\u0664\u066b\u0665", 4.5),
        ("\u0664\u066b\u0665\u0660\u0660", 4.5),  # a mark that stands before decimals alone
        ("\u0664\u060c\u0665", 4.5),
        ("\u0664\u0665\u066a", 45),
        ("4·5", 4.5),
    ],
    ids=ascii,
)
def test_the_digits_and_decimal_marks_of_every_language_are_read(text: str, number: float) -> None:
    assert read_number(text, "%") == number


@pytest.mark.parametrize(
    "minus",
    [
        "-",
        "\N{MINUS SIGN}",
        "\N{EN DASH}",
        "—",
        "‐",
        "‑",
        "－",
        "﹣",
        "ー",
        "➖",
        "\u200e-",
        "\u061c-",
        "\u200f\N{MINUS SIGN}",
    ],
    ids=ascii,
)
def test_every_minus_is_a_minus(minus: str) -> None:
    assert read_number(f"{minus}4") == -4
    assert read_number(f"{minus}4,5 %", "%") == -4.5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,000,000", 1e6),
        ("1.000.000", 1e6),
        ("-1.234.567,89", -1234567.89),
        ("1'000", 1000),
        ("12’345.50", 12345.5),
        ("\u0661\u066c\u0660\u0660\u0660", 1000),
        ("1 000,500", 1000.5),
        ("0,125", 0.125),
        ("0.500", 0.5),
        ("1234,567", 1234.567),
        ("1,0", 1),
    ],
    ids=ascii,
)
def test_a_mark_between_thousands_is_read_where_nothing_else_can_be_meant(
    text: str, number: float
) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,000", "“1,000” can be read in two ways. Write 1000 or 1.0."),
        ("1.000", "“1.000” can be read in two ways. Write 1000 or 1.0."),
        ("-12,345 %", "“-12,345” can be read in two ways. Write -12345 or -12.3450."),
        ("+１，２５０", "“+1,250” can be read in two ways. Write 1250 or 1.25."),
    ],
    ids=ascii,
)
def test_a_number_that_can_be_two_is_asked_again(text: str, said: str) -> None:
    with pytest.raises(NumberRefused) as asked:
        read_number(text, "%")

    assert str(asked.value) == said


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."))
def test_each_way_that_is_offered_is_one_of_the_two(whole: int, rest: int, mark: str) -> None:
    with pytest.raises(NumberRefused) as asked:
        read_number(f"{whole}{mark}{rest:03}")

    large, small = str(asked.value).removesuffix(".").split(" Write ")[1].split(" or ")
    assert read_number(large) == whole * 1000 + rest
    assert read_number(small) == float(f"{whole}.{rest:03}")


def test_minus_nought_is_nought() -> None:
    assert str(read_number("-0")) == "0.0"


def test_a_unit_is_read_in_any_case() -> None:
    assert read_number("40 MM", "mm") == 40
    assert read_number("60 beats  a minute", "beats a minute") == 60


@pytest.mark.parametrize("text", ["", "  ", "\N{NO-BREAK SPACE}"])
def test_a_blank_is_no_number(text: str) -> None:
    assert read_number(text) is None


NOT_NUMBERS = ["forty", "%", "40 mm", "40%%", "4 0", "1 0000", "1.2.3", "1,00,00", "--4", "4-"]
NOT_NUMBERS += ["1e3", "0x1f", "1_000", "inf", "-inf", "nan", "infinity", "4\u00b2", "\u00b2", "⑫"]
NOT_NUMBERS += [
    "4\0",
    "4\n5",
    ".",
    "-",
    "1,000,00",
    "1.000.00",
    "1,000 000",
    "1'00",
    "\u066b",
    "四",
]


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
    [
        (40.0, "40"),
        (40.5, "40.5"),
        (1e12, "1000000000000"),
        (1e-7, "0.0000001"),
        (-0.5, "-0.5"),
        (1.234, "1.2340"),  # "1.234" would be asked about
        (0.125, "0.125"),
        (1234.567, "1234.567"),
    ],
)
def test_a_number_is_written_in_digits(number: float, text: str) -> None:
    assert written_number(number) == text


@given(
    st.text(
        st.sampled_from("0123456789 ,.'-+%eEinfa１\u0664\u066b\N{MINUS SIGN}\N{NO-BREAK SPACE}")
    )
)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = read_number(text, "%")
    except NumberRefused:
        return
    assert number is None or abs(number) <= 1e12
