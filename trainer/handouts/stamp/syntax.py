"""Syntax: how PDF writes texts, numbers, streams and the table that finds its objects.

ISO 32000-1 (PDF 1.7): 7.3 objects, 7.5.6 incremental updates, 7.5.7 object streams, 7.5.8 the table
of objects (cross-reference) as a stream.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

# An entry of the table: what kind it is, where it is (two kinds), which one there.
Entry = tuple[int, int, int]


def text(words: str) -> bytes:
    """A text for people, in UTF-16 and hexadecimal: nothing in it can end it or be a command."""
    return b"<FEFF" + words.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def number(value: float) -> bytes:
    """A number, to a hundredth: of a point that is less than a printer can set."""
    return f"{value:.2f}".rstrip("0").rstrip(".").encode() or b"0"


def numbers(*values: float) -> bytes:
    """Several, with spaces."""
    return b" ".join(map(number, values))


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream, deflated; ``extra`` is what its dictionary says besides.

    A line feed is added until what is deflated does not end in a carriage return: some readers take
    that for the end of a line, and the length for wrong.
    """
    packed = zlib.compress(content, 9)
    while packed.endswith(b"\r"):
        content += b"\n"
        packed = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (extra, len(packed), packed)


def indirect(number: int, content: bytes) -> bytes:
    """An object under its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def table(entries: dict[int, Entry], extra: bytes) -> bytes:
    """The table of objects, as the content of an object; ``extra`` is what a trailer says."""
    spans = list(_spans(sorted(entries)))
    index = b" ".join(b"%d %d" % (first, last + 1 - first) for first, last in spans)
    rows = b"".join(_row(*entries[each]) for each in sorted(entries))
    return stream(rows, b"/Type/XRef/W[1 4 2]/Index[%b]%b" % (index, extra))


def ending(start: int) -> bytes:
    """The last lines of a file: where its table is."""
    return b"startxref\n%d\n%%%%EOF\n" % start


def _row(kind: int, where: int, which: int) -> bytes:
    return kind.to_bytes(1, "big") + where.to_bytes(4, "big") + which.to_bytes(2, "big")


def _spans(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and last; they come sorted."""
    first = last = None
    for each in numbers:
        if first is None or last is None:
            first = last = each
        elif each == last + 1:
            last = each
        else:
            yield first, last
            first = last = each
    if first is not None and last is not None:
        yield first, last


spans = _spans
