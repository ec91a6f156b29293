"""Cover sheet: whom a stack of handouts is for, in the order of the stack, with room to sign."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from trainer.handouts.kind import Paper


class Cover(StrEnum):
    """What is printed with handouts and is none: nobody's copy, without a serial."""

    COVER = "cover"

    @property
    def title(self) -> str:  # type: ignore[override]  # as of a kind
        """What people call it."""
        return "Distribution list"

    def paper(self, studio: Paper) -> Paper:
        """The paper it is on in a studio that prints on that."""
        return studio


class Addressee(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who gets handouts of a stack: which, each with its serial."""

    name: str
    location: str
    copies: tuple[str, ...]


class CoverSheet(msgspec.Struct, frozen=True, kw_only=True, tag="cover"):
    """Everybody who gets something; ``date`` is in words."""

    title: str
    date: str
    addressees: tuple[Addressee, ...]
    kind: Cover = Cover.COVER

    @property
    def copies(self) -> int:
        """How many copies are in the stack."""
        return sum(len(each.copies) for each in self.addressees)
