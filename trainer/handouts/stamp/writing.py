"""Writing: objects one behind the other, and the table that finds them (ISO 32000-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.handouts.stamp.syntax import ending, indirect, spans, stream, table

_PACK = 200  # objects packed together
_ROW = 7  # bytes of an entry of the table
_FREE, _PLACED, _PACKED = range(3)


class Writing:
    """What is written from a position of a file on; it keeps no more of it than the table."""

    def __init__(self, position: int) -> None:
        self.position = position
        self._rows = bytearray(_ROW)

    def passed(self, content: bytes) -> bytes:
        """Bytes that are no object."""
        self.position += len(content)
        return content

    def written(self, number: int, content: bytes) -> bytes:
        """An object, and its place noted."""
        self._note(number, _PLACED, self.position, 0)
        return self.passed(indirect(number, content))

    def packed(self, number: int, pack: int, index: int) -> None:
        """Note an object that is within another."""
        self._note(number, _PACKED, pack, index)

    def end(self, number: int, extra: bytes) -> bytes:
        """The table, as the object of that number (7.5.8), and the end of the file."""
        start = self.position
        self._note(number, _PLACED, start, 0)
        size = len(self._rows) // _ROW
        known = [*spans(each for each in range(size) if self._rows[_ROW * each] != _FREE)]
        index = b" ".join(b"%d %d" % (first, last + 1 - first) for first, last in known)
        rows = b"".join(self._rows[_ROW * first : _ROW * (last + 1)] for first, last in known)
        says = b"/Type/XRef/W[1 4 2]/Size %d/Index[%b]%b" % (size, index, extra)
        return indirect(number, table(rows, says)) + ending(start)

    def _note(self, number: int, kind: int, where: int, which: int) -> None:
        """An entry: its kind, then a position or a pack, then the place in a pack."""
        row = kind.to_bytes(1, "big") + where.to_bytes(4, "big") + which.to_bytes(2, "big")
        self._rows.extend(bytes(max(0, _ROW * (number + 1) - len(self._rows))))
        self._rows[_ROW * number : _ROW * (number + 1)] = row


class Packing:
    """A whole file; what is no stream is packed with others into streams of objects (7.5.7)."""

    def __init__(self) -> None:
        self._writing = Writing(0)
        self._free = 1
        self._pack: list[tuple[int, bytes]] = []

    def take(self, count: int = 1) -> range:
        """Numbers for so many objects."""
        self._free += count
        return range(self._free - count, self._free)

    def begin(self) -> bytes:
        """The first lines: the version, and bytes that say that it is no text."""
        return self._writing.passed(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def add(self, number: int, content: bytes) -> Iterator[bytes]:
        """An object: a stream at once, any other now or later."""
        if content.endswith(b"endstream"):
            yield self._writing.written(number, content)
            return
        self._pack.append((number, content))
        if len(self._pack) == _PACK:
            yield self._flushed()

    def end(self, root: int, info: int, identifier: bytes) -> Iterator[bytes]:
        """What waits, the table, and the end of the file."""
        if self._pack:
            yield self._flushed()
        (number,) = self.take()
        says = b"/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
        yield self._writing.end(number, says % (root, info, identifier, identifier))

    def _flushed(self) -> bytes:
        """The objects that wait, as one stream: first where each begins, then all of them."""
        (pack,) = self.take()
        places, contents, at = [], [], 0
        for index, (number, content) in enumerate(self._pack):
            self._writing.packed(number, pack, index)
            places.append(b"%d %d " % (number, at))
            contents.append(content + b"\n")
            at += len(contents[-1])
        self._pack = []
        head = b"".join(places)
        says = b"/Type/ObjStm/N %d/First %d" % (len(places), len(head))
        return self._writing.written(pack, stream(head + b"".join(contents), says))
