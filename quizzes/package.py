"""Package: what one edition holds, a lesson with its quiz, and its canonical bytes."""

from __future__ import annotations

import hashlib
from functools import cached_property

import msgspec

from lessons.lesson import Lesson
from quizzes.parts import TO_JSON, Part, parts
from quizzes.quiz import Quiz


class PackageError(ValueError):
    """The bytes are no package: the message says where they go wrong."""


class Package(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, dict=True
):
    """What an edition holds. It never changes, so that its hash and parts are found once."""

    lesson: Lesson
    quiz: Quiz | None = None

    @classmethod
    def from_json(cls, content: bytes) -> Package:
        """The package in those bytes; raises PackageError for anything else."""
        try:
            return _FROM_JSON.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise PackageError(f"These bytes are not a package: {error}.") from error

    def to_json(self) -> bytes:
        """The canonical JSON: the same package always gives the same bytes."""
        return TO_JSON.encode(self)

    @cached_property
    def sha256(self) -> str:
        """The hash of the canonical JSON, which names a package."""
        return hashlib.sha256(self.to_json()).hexdigest()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All that the package holds, in parts: whatever differs shows in one of them."""
        return parts(self.lesson, self.quiz)


# Made here, once: msgspec crashes when threads meet a type for the first time together.
_FROM_JSON = msgspec.json.Decoder(Package)
