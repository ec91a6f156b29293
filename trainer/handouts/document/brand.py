"""Brand: how a studio's paper looks."""

from __future__ import annotations

import msgspec

from trainer.handouts.kind import Paper


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """The studio's name, its ``logo`` as a PNG, its ``colour`` as #rrggbb and its paper."""

    studio: str
    logo: bytes | None
    colour: str
    paper: Paper
