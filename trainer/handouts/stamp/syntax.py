"""Syntax: how PDF writes texts, numbers, streams and objects.

ISO 32000-1 (PDF 1.7): 7.3 objects, 7.9.2 texts, 7.4.4 what is deflated.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;/?&=_~+-]*")  # nothing that means something in a text


def text(words: str) -> bytes:
    """A text for people: as it is where it is plain, else in UTF-16 and hexadecimal.

    Either way nothing in it can end it or be a command.
    """
    if _PLAIN.fullmatch(words):
        return b"(%b)" % words.encode()
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
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (
        extra,
        len(packed),
        packed,
    )


def indirect(number: int, content: bytes) -> bytes:
    """An object under its number."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, content)


def ending(start: int) -> bytes:
    """The last lines of a file: where its table is."""
    return b"startxref\n%d\n%%%%EOF\n" % start


def spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and last; they come sorted."""
    first, last = 0, -1
    for each in numbers:
        if each != last + 1 and last >= first:
            yield first, last
        if each != last + 1 or last < first:
            first = each
        last = each
    if last >= first:
        yield first, last
