"""The way in: the studios somebody belongs to, and where they go after signing in."""

from __future__ import annotations

from flask import url_for

from trainer.accounts.queries.studio_rows import StudioRow, studio_rows
from trainer.tenancy.access import unscoped, visitor


def way_in() -> str:
    """Where to go after signing in: straight to the studio when there is one alone."""
    mine = own_studios()
    if len(mine) == 1:
        return url_for("homes.show", studio=mine[0].slug)
    return url_for("studios.index")


def own_studios() -> list[StudioRow]:
    """The studios that the signed-in person belongs to now, by name."""
    with unscoped() as session:
        return studio_rows(session, visitor().person_id)
