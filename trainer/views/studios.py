"""The studios somebody belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from trainer.access import unscoped, visitor
from trainer.models.membership import IS_HERE, Membership, Stay
from trainer.models.studio import Location, Studio
from trainer.pages import page

blueprint = Blueprint("studios", __name__)


@dataclass(frozen=True)
class StudioRow:
    """A studio in the list of one's own."""

    name: str
    slug: str
    role_name: str
    location: str | None


@blueprint.get("/studios")
def index() -> ResponseReturnValue:
    """Choose a studio."""
    return page("studios/index.html", studios=own_studios())


def way_in() -> str:
    """Where to go after signing in: straight to the studio when there is one alone."""
    mine = own_studios()
    if len(mine) == 1:
        return url_for("homes.show", studio=mine[0].slug)
    return url_for("studios.index")


def own_studios() -> list[StudioRow]:
    """The studios that the signed-in person belongs to now, by name."""
    statement = (
        sa.select(Studio.name, Studio.slug, Membership.role, Location.name)
        .join(Membership, Membership.studio_id == Studio.id)
        .join(Stay, IS_HERE)
        .outerjoin(Location, Location.id == Membership.location_id)
        .where(Membership.person_id == visitor().person_id)
        .order_by(Studio.name)
    )
    with unscoped() as session:
        found = session.execute(statement).all()
    return [StudioRow(name, slug, role.title(), where) for name, slug, role, where in found]
