"""DocumentCache: what was made of documents, so that it is made once a process.

A document never changes, and neither does what is made of it and of what is laid over it. A key
holds what the database and the document say, never what a request says.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

ROOM = 64 * 2**20
BARE = ""  # the version of an overlay that has nothing in it


class CacheKey(NamedTuple):
    """A document by its hash, the version of what is laid over it, and what was made of both."""

    document: str
    overlay: str
    what: str


class DocumentCache:
    """Keeps what was made within its room; what was not asked for longest goes first."""

    def __init__(self, room: int) -> None:
        self._room, self._filled, self._lock = room, 0, Lock()
        self._kept: OrderedDict[CacheKey, tuple[Any, int]] = OrderedDict()

    def get(self, key: CacheKey, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """What is kept under the key, or else what is made now; ``size`` is in bytes, roughly.

        Threads that meet make it twice, rather than wait for each other.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key][0]
                return found
        made = make()
        taken = size(made)
        with self._lock:
            self._keep(key, made, taken)
        return made

    def everything(self) -> dict[CacheKey, Any]:
        """All that is kept, what was not asked for longest first."""
        with self._lock:
            return {key: made for key, (made, _) in self._kept.items()}

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._filled = 0

    def _keep(self, key: CacheKey, made: object, size: int) -> None:
        self._drop(key)
        self._kept[key] = (made, size)
        self._filled += size
        while self._filled > self._room:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: CacheKey) -> None:
        _, size = self._kept.pop(key, (None, 0))
        self._filled -= size


documents = DocumentCache(ROOM)
