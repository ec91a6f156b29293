"""Shelf: the bases of a stack, each taken out of its own file once, its objects numbered anew."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from trainer.handouts.stamp.frame import Frame
from trainer.handouts.stamp.writing import Packing


class Base:
    """A base in a stack: for each page what it shows without strips, and what it takes for that."""

    def __init__(self, frame: Frame, packing: Packing) -> None:
        self.frame = frame
        self.contents: list[bytes] = []
        self.resources: list[bytes] = []
        self._packing = packing
        self._numbers: dict[int, int] = {}
        self._waiting: list[Any] = []
        self._fonts = b""

    def moved(self, base: bytes) -> Iterator[bytes]:
        """Its objects, but for that which names its fonts: names may need more than it has."""
        with Pdf.open(io.BytesIO(base)) as pdf:
            self._fonts = self._direct(pdf.get_object(self.frame.fonts, 0))
            self._new(self.frame.fonts)
            for page in pdf.pages:
                self.contents.append(self._content(page.obj))
                self.resources.append(self._value(page.obj.Resources))
            while self._waiting:
                each = self._waiting.pop()
                number = self._numbers[each.objgen[0]]
                yield from self._packing.add(number, self._direct(each))

    def fonts(self, extras: bytes) -> Iterator[bytes]:
        """The object that names its fonts, with those that names have needed."""
        content = self._fonts.removesuffix(b">>") + extras + b">>"
        yield from self._packing.add(self._numbers[self.frame.fonts], content)

    def _content(self, page: Any) -> bytes:
        """The content of a page but for what will draw its strips."""
        parts = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
        drawings = {leaf.drawing for leaf in self.frame.leaves}
        kept = [part for part in parts if part.objgen[0] not in drawings]
        return b" ".join(map(self._value, kept))

    def _value(self, value: Any) -> bytes:
        """A value, or a reference to it where it is an object of its own."""
        if not isinstance(value, Object) or not value.is_indirect:
            return self._direct(value)
        number, _ = value.objgen
        if number not in self._numbers:
            self._new(number)
            self._waiting.append(value)
        return b"%d 0 R" % self._numbers[number]

    def _direct(self, value: Any) -> bytes:
        if isinstance(value, Stream):
            content: bytes = value.read_raw_bytes()
            return b"%bstream\n%b\nendstream" % (self._entries(value.stream_dict), content)
        if isinstance(value, Dictionary):
            return self._entries(value)
        if isinstance(value, Array):
            return b"[%b]" % b" ".join(map(self._value, value))
        return _plain(value)

    def _entries(self, values: Any) -> bytes:
        pairs = (_plain(Name(key)) + b" " + self._value(each) for key, each in values.items())
        return b"<<%b>>" % b"".join(pairs)

    def _new(self, number: int) -> None:
        (self._numbers[number],) = self._packing.take()


def _plain(value: Any) -> bytes:
    """What holds nothing else; pikepdf hands numbers and truths over as Python's own."""
    if isinstance(value, Object):
        return value.unparse()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return f"{value:f}".encode() if isinstance(value, Decimal) else b"%d" % value
