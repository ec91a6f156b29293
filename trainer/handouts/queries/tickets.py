"""The tickets of a print run of which nothing has become yet, with their people."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import TICKETS, Misprint, Ticket
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import IS_HERE, Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location


@dataclass(frozen=True)
class OpenTicket:
    """A kind for a person, and its base where that is laid out."""

    id: int
    membership_id: int
    kind: str
    print_base_id: int | None
    name: str
    email: str
    location: str | None
    is_here: bool


def open_tickets(session: Session, print_run_id: int) -> list[OpenTicket]:
    """All of them, in the order of the file: one query."""
    return list(rows_as(OpenTicket, session.execute(_OPEN, {"run": print_run_id})))


_OPEN = (
    TICKETS.with_only_columns(
        Ticket.id,
        Ticket.membership_id,
        Ticket.kind,
        Ticket.print_base_id,
        Person.name,
        Person.email,
        Location.name.label("location"),
        sa.exists().where(IS_HERE).correlate(Membership).label("is_here"),
    )
    .join(Membership, Membership.id == Ticket.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Location, Location.id == Membership.location_id)
    .where(
        Ticket.print_run_id == sa.bindparam("run"),
        Copy.id.is_(None),
        Misprint.id.is_(None),
    )
)
