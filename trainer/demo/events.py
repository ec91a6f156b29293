"""What happened in the demo's studio before its first day, as its owner sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy.orm import Session

from trainer.accounts.models.invitation import Invitation
from trainer.demo.cast import Cast
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership, Role

Dated = tuple[dt.datetime, Membership, Event]


def tell(
    session: Session, members: dict[Cast, Membership], invitation: Invitation, at: dt.datetime
) -> None:
    """Keep it all in the order in which it was."""
    for moment, by, event in sorted(_all(members, invitation, at), key=lambda each: each[0]):
        event.done_by, event.at = by.id, moment
        session.add(event)
        session.flush()


def _all(
    members: dict[Cast, Membership], invitation: Invitation, at: dt.datetime
) -> Iterator[Dated]:
    owner = next(member for each, member in members.items() if each.role is Role.OWNER)
    manager = next(member for each, member in members.items() if each.role is Role.MANAGER)
    for each, member in members.items():
        came = at - dt.timedelta(days=each.days, hours=1)
        first = Role.INSTRUCTOR if member is manager else each.role
        yield came, member, Event(kind=EventKind.JOINED, about=member.id, became=first)
    for name in ("Quay", "Mill"):
        added = Event(kind=EventKind.LOCATION, became=name)
        yield at - dt.timedelta(days=58, hours=2), owner, added
    promoted = Event(
        kind=EventKind.ROLE, about=manager.id, was=Role.INSTRUCTOR, became=Role.MANAGER
    )
    yield at - dt.timedelta(days=51, hours=3), owner, promoted
    invited = Event(kind=EventKind.INVITED, invitation_id=invitation.id, became=invitation.role)
    yield invitation.created_at, manager, invited
