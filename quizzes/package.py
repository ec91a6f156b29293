"""Package: what one edition of a lesson holds, its canonical bytes, and the parts of it."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from lessons.lesson import Lesson

PartKind = Literal["lesson", "section", "term", "figure", "source", "comment"]

_TO_JSON = msgspec.json.Encoder(order="deterministic")


class PackageError(ValueError):
    """The bytes are no package: the message says where they go wrong."""


class Part(msgspec.Struct, frozen=True):
    """A piece of a package that changes by itself; ``digest`` is the SHA-256 of its JSON."""

    kind: PartKind
    ref: str
    digest: str


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an edition holds."""

    lesson: Lesson

    @classmethod
    def from_json(cls, content: bytes) -> Package:
        """The package in those bytes; raises PackageError for anything else."""
        try:
            return msgspec.json.decode(content, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise PackageError(f"These bytes are not a package: {error}.") from error

    def to_json(self) -> bytes:
        """The canonical JSON: the same package always gives the same bytes."""
        return _TO_JSON.encode(self)

    @property
    def sha256(self) -> str:
        """The hash of the canonical JSON, which names a package."""
        return hashlib.sha256(self.to_json()).hexdigest()

    def parts(self) -> list[Part]:
        """All that the package holds, in parts: whatever differs shows in one of them."""
        lesson = self.lesson
        return [
            _part("lesson", lesson.ref, _outline(lesson)),
            *(_part("section", section.ref, section) for section in lesson.sections),
            *(_part("term", term.ref, term) for term in lesson.terms),
            *(_part("figure", figure.ref, figure) for figure in lesson.figures),
            _part("source", lesson.ref, lesson.source),
            *(_part("comment", str(comment.number), comment) for comment in lesson.comments),
        ]


def _part(kind: PartKind, ref: str, content: object) -> Part:
    return Part(kind, ref, hashlib.sha256(_TO_JSON.encode(content)).hexdigest())


def _outline(lesson: Lesson) -> dict[str, object]:
    """What is a part of its own stands in the outline by name alone, for its order."""
    names: dict[str, object] = {
        "sections": [section.ref for section in lesson.sections],
        "terms": [term.ref for term in lesson.terms],
        "figures": [figure.ref for figure in lesson.figures],
        "source": None,
        "comments": [comment.number for comment in lesson.comments],
    }
    whole: dict[str, object] = msgspec.to_builtins(lesson)
    return whole | names
