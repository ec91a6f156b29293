"""Syntax: how PDF writes texts, numbers, streams and objects.

ISO 32000-1 (PDF 1.7): 7.3 objects, 7.9.2 texts, 7.4.4 what is deflated.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

_PLAIN = re.compile(r"[A-Za-z0-9 .,:;/?&=_~+-]*")  # nothing that means something in a text


_RETURN = 13


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
    """A stream, deflated, its end set right; ``extra`` is what its dictionary says besides."""
    packed = zlib.compress(ended(content), 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (
        extra,
        len(packed),
        packed,
    )


def ended(content: bytes) -> bytes:
    """Content with line feeds behind it until it ends well, deflated."""
    while ends_badly(content):
        content += b"\n"
    return content


def ends_badly(content: bytes) -> bool:
    """Whether what it is deflated to ends in a carriage return.

    Some readers take that for the end of a line, and the length of the stream for wrong. The last
    byte is that of a checksum, so no other way to deflate it would help.
    """
    return zlib.adler32(content) & 0xFF == _RETURN


def table(rows: bytes, extra: bytes) -> bytes:
    """A stream of which every byte counts; it is not deflated where that would end badly."""
    if not ends_badly(rows):
        return stream(rows, extra)
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (extra, len(rows), rows)


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
