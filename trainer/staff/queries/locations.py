"""The locations of a studio as its owners see them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.onboarding.models.assignment import Assignment
from trainer.tenancy.models.membership import IS_HERE, Membership, Stay
from trainer.tenancy.models.studio import Location


@dataclass(frozen=True)
class LocationRow:
    """A location, with the number of people who teach there now."""

    id: int
    name: str
    people: int


def location_rows(session: Session) -> list[LocationRow]:
    """The studio's locations by name."""
    return [LocationRow(row.id, row.name, row.people) for row in session.execute(_LOCATIONS)]


def is_on_record(session: Session, location_id: int) -> bool:
    """Whether a lesson was ever assigned to a location."""
    return session.execute(_ASSIGNED, {"location": location_id}).first() is not None


_PEOPLE = (
    sa.select(sa.func.count())
    .select_from(Membership)
    .join(Stay, IS_HERE)
    .where(Membership.location_id == Location.id)
    .correlate(Location)
    .scalar_subquery()
)
_LOCATIONS = sa.select(Location.id, Location.name, _PEOPLE.label("people")).order_by(Location.name)
_ASSIGNED = sa.select(Assignment.id).where(Assignment.location_id == sa.bindparam("location"))
