"""A table as a file of comma-separated values, which a spreadsheet only ever reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

# What a spreadsheet would take for a formula, which might send the table away.
_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "\ufeff"  # without it some spreadsheets take UTF-8 for something else


def table_file(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of the file, one by one."""
    yield _MARK + _line(head)
    yield from map(_line, rows)


def _line(values: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(str(value)) for value in values])
    return line.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS) else text
