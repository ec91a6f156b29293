"""A number as people write it: with a comma or a point, spaces between thousands, and a unit."""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST = 1e12

_LONGEST = 40
_NUMBER = re.compile(r"[+-]?(?:(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)")


class NumberRefused(ValueError):
    """The text is no number that is taken here: the message says why and what to write."""


def read_number(text: str, unit: str = "") -> float | None:
    """The number in a text, None where it is blank; a comma is always a decimal comma."""
    if len(text) > _LONGEST:
        raise NumberRefused(f"That is longer than {_LONGEST} characters. Write a number alone.")
    written = _plain(text)
    if not written:
        return None
    bare = written.removesuffix(_plain(unit)).rstrip().replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        raise NumberRefused(f"That is not a number. Write one such as 12 or 4.5{_in(unit)}.")
    number = float(bare.replace(" ", ""))
    if abs(number) > LARGEST:
        raise NumberRefused(f"That number is too large. Write one up to {LARGEST:.0f}.")
    return number + 0.0  # turns minus nought into nought


def written_number(number: float) -> str:
    """The number in digits, as a form shows it again."""
    digits = f"{Decimal(repr(number)):f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{MINUS SIGN}", "-").split()).casefold()


def _in(unit: str) -> str:
    return f", in {unit}" if unit else ""
