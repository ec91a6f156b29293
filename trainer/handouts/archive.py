"""Archive: many PDFs in one ZIP, written as it is read: the same files give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_EVER = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier day, and when it was made says nothing


class _Pipe(io.RawIOBase):
    """What is written, to be taken away piece by piece; it cannot be gone back in."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: object) -> int:
        """Hold a piece until it is taken."""
        held = bytes(piece)  # type: ignore[call-overload]  # what zipfile writes is bytes
        self._held += held
        return len(held)

    def take(self) -> bytes:
        """What was written since."""
        held, self._held = bytes(self._held), bytearray()
        return held


def archive(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The ZIP of those files, each as soon as it is there: PDFs are compressed already."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_STORED) as whole:
        for name, content in files:
            whole.writestr(ZipInfo(name, _EVER), content)
            yield pipe.take()
    yield pipe.take()
