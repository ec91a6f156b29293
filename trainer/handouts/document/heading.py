"""Heading: whose paper it is, the studio's and the person's."""

from __future__ import annotations

import msgspec

from trainer.handouts.kind import Paper


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """How a studio's paper looks: ``logo`` a PNG, ``colour`` as #rrggbb."""

    studio: str
    logo: bytes | None
    colour: str
    paper: Paper


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """Whose copy it is: the studio's brand, and ``date`` in words."""

    studio: str
    logo: bytes | None
    colour: str
    paper: Paper
    name: str
    edition: int
    date: str
    serial: str
    link: str

    @property
    def brand(self) -> Brand:
        """What of it is the studio's."""
        return Brand(studio=self.studio, logo=self.logo, colour=self.colour, paper=self.paper)
