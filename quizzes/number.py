"""A number as people write it: in the digits, signs and marks of their language, with a unit.

A comma or a point is a decimal mark, or stands between thousands where nothing else can be meant;
where both can ("1,000"), the writer is asked. No text becomes a number that it does not show.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

LARGEST = 1e12

_LONGEST = 40
# From the keyboards of phones and desks, East Asian ones included, and from what word processors
# make of a hyphen.
_MINUSES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc\u2796"
_SIGNS = {
    **dict.fromkeys(map(ord, _MINUSES), "-"),
    **dict.fromkeys(map(ord, "\ufe62\u2795"), "+"),
    **dict.fromkeys(map(ord, "\u060c\ufe50"), ","),  # the commas of Arabic, and a small one
    **dict.fromkeys(map(ord, "\u00b7"), "\u066b"),  # raised, as medicine prints it, or of Arabic
    **dict.fromkeys(map(ord, "\ufe52"), "."),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u066c"), "'"),  # of Switzerland; of Arabic
    **dict.fromkeys(map(ord, "\u066a\ufe6a"), "%"),
    **dict.fromkeys(map(ord, "\u200e\u200f\u061c"), ""),  # they keep a sign beside its digits
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if chr(wide) not in _MINUSES},
}
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:[.,\u066b][0-9]*)?|[.,\u066b][0-9]+)")
# One mark between thousands all through, and another one, if any, before the decimals.
_GROUPED = re.compile(
    r"([+-]?[1-9][0-9]{0,2}(?:([ ',.])[0-9]{3})(?:\2[0-9]{3})*)(?:(?!\2)[.,\u066b]([0-9]*))?"
)
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


class NumberRefused(ValueError):
    """The text is no number that is taken here: the message says why and what to write."""


def read_number(text: str, unit: str = "") -> float | None:
    """The number in a text, None where it is blank."""
    if len(text) > _LONGEST:
        raise NumberRefused(f"That is longer than {_LONGEST} characters. Write a number alone.")
    written = plain(text)
    if not written:
        return None
    bare = written.removesuffix(plain(unit)).rstrip()
    if _EITHER.fullmatch(bare):
        raise NumberRefused(_two_ways(bare))
    number = _number(bare)
    if number is None:
        raise NumberRefused(f"That is not a number. Write one such as 12 or 4.5{_in(unit)}.")
    if abs(number) > LARGEST:
        raise NumberRefused(f"That number is too large. Write one up to {LARGEST:.0f}.")
    return number + 0.0  # turns minus nought into nought


def written_number(number: float) -> str:
    """The number in digits, as a form shows it again: in a way that is read in one way."""
    digits = f"{Decimal(repr(number)):f}"
    short = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{short}0" if _EITHER.fullmatch(short) else short


def plain(text: str) -> str:
    """The same in the digits and signs of ASCII, in small letters, with one space between words."""
    spelled = "".join(map(_digit, text.translate(_SIGNS)))
    return " ".join(spelled.split()).casefold()


def _number(bare: str) -> float | None:
    if _PLAIN.fullmatch(bare):
        return float(re.sub("[,\u066b]", ".", bare))
    if found := _GROUPED.fullmatch(bare):
        whole, mark, decimals = found.groups()
        return float(f"{whole.replace(mark, '')}.{decimals or '0'}")
    return None


def _two_ways(bare: str) -> str:
    sign, digits = ("-", bare[1:]) if bare[0] == "-" else ("", bare.lstrip("+"))
    whole, decimals = re.split("[.,]", digits)
    least = decimals.rstrip("0") or "0"
    small = f"{sign}{whole}.{least if len(least) < len(decimals) else least + '0'}"
    return f"“{bare}” can be read in two ways. Write {sign}{whole}{decimals} or {small}."


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _in(unit: str) -> str:
    return f", in {unit}" if unit else ""
