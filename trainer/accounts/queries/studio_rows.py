"""A studio in the list of somebody's own."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.tenancy.models.membership import IS_HERE, Membership, Stay
from trainer.tenancy.models.studio import Location, Studio


@dataclass(frozen=True)
class StudioRow:
    """A studio, and what somebody is there."""

    name: str
    slug: str
    role_name: str
    location: str | None
    time_zone: str


def studio_rows(session: Session, person_id: int) -> list[StudioRow]:
    """The studios that a person belongs to now, by name; the session must see them all."""
    found = session.execute(_STUDIOS, {"person": person_id})
    return [
        StudioRow(name, slug, role.title(), where, zone) for name, slug, role, where, zone in found
    ]


_STUDIOS = (
    sa.select(Studio.name, Studio.slug, Membership.role, Location.name, Studio.time_zone)
    .join(Membership, Membership.studio_id == Studio.id)
    .join(Stay, IS_HERE)
    .outerjoin(Location, Location.id == Membership.location_id)
    .where(Membership.person_id == sa.bindparam("person"))
    .order_by(Studio.name)
)
