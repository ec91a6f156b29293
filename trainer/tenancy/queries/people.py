"""The people of a studio who are here now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import IS_HERE, IS_OPEN, Membership, Role, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location


@dataclass(frozen=True)
class Here:
    """Somebody who is in the studio now, and since when."""

    id: int
    location_id: int | None
    name: str
    email: str
    since: dt.datetime


def people_here(session: Session) -> list[Here]:
    """Everybody who is in the studio now, by name."""
    return list(rows_as(Here, session.execute(_PEOPLE)))


def member_at(session: Session, email: str) -> Membership | None:
    """Whoever is in the studio now with that address, loaded with who they are."""
    statement = (
        sa.select(Membership)
        .join(Stay, IS_HERE)
        .join(Person, Person.id == Membership.person_id)
        .options(joinedload(Membership.person))
        .where(Person.email == email)
    )
    return session.scalars(statement).one_or_none()


def has_another_owner(session: Session, member: Membership) -> bool:
    """Whether the studio keeps an owner without this one.

    Its owners are locked until the transaction ends, so that of two who step down at the same
    moment the second is told no.
    """
    statement = (
        sa.select(Membership.id)
        .join(Stay, IS_HERE)
        .where(Membership.role == Role.OWNER)
        .order_by(Membership.id)
        .with_for_update()
    )
    return bool(set(session.scalars(statement)) - {member.id})


def headcount(session: Session) -> int:
    """How many people are in the studio now."""
    return session.scalar(sa.select(sa.func.count(Stay.id)).where(IS_OPEN)) or 0


def locations(session: Session) -> list[Location]:
    """The studio's locations by name."""
    return list(session.scalars(sa.select(Location).order_by(Location.name)))


_PEOPLE = (
    sa.select(
        Membership.id,
        Membership.location_id,
        Person.name,
        Person.email,
        Stay.from_.label("since"),
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Stay, IS_HERE)
    .order_by(sa.func.lower(Person.name), Membership.id)
)
