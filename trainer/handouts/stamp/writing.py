"""Writing: objects one behind the other, with the table that finds them."""

from __future__ import annotations

from trainer.handouts.stamp.syntax import Entry, ending, indirect, table


class Writing:
    """What is written at a position of a file, object by object."""

    def __init__(self, position: int) -> None:
        self.entries: dict[int, Entry] = {}
        self.position = position

    def written(self, number: int, content: bytes) -> bytes:
        """An object, and its place noted."""
        self.entries[number] = (1, self.position, 0)
        return self.passed(indirect(number, content))

    def passed(self, content: bytes) -> bytes:
        """Bytes that are no object."""
        self.position += len(content)
        return content

    def end(self, number: int, extra: bytes) -> bytes:
        """The table, as the object of that number, and the end of the file."""
        start = self.position
        self.entries[number] = (1, start, 0)
        says = b"/Size %d%b" % (number + 1, extra)
        return indirect(number, table(self.entries, says)) + ending(start)
