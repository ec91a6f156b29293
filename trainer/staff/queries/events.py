"""Activity: the events of a studio as its owners read them, a page at a time, the newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.accounts.models.invitation import Invitation
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person

A_PAGE = 50


@dataclass(frozen=True)
class EventFilter:
    """What is asked for: a part of a name, a kind, or either empty for all; pages count from 1."""

    query: str = ""
    kind: str = ""
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for less than everything."""
        return bool(self.query or self.kind)


@dataclass(frozen=True)
class EventRow:
    """One event with its names: ``whom`` it is about, or the guest that it is about."""

    at: dt.datetime
    kind: str
    by: str
    whom: str
    membership_id: int | None
    subject: str
    was: str
    became: str
    is_own: bool


@dataclass(frozen=True)
class EventPage:
    """One page of what was found, of how many there are in all; ``wanted`` as it was answered."""

    told: list[EventRow]
    wanted: EventFilter
    found: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether nothing is older."""
        return self.wanted.page * A_PAGE >= self.found


def events(session: Session, wanted: EventFilter) -> EventPage:
    """What happened in the session's studio; a page that is not there is the nearest that is."""
    names = dict(session.execute(_NAMES).all())
    which = _which(session, wanted, names)
    found, total = _count(session, which), _count(session, [])
    wanted = replace(wanted, page=min(max(wanted.page, 1), max(-(-found // A_PAGE), 1)))
    statement = _EVENTS.where(*which).offset((wanted.page - 1) * A_PAGE)
    told = [_told(event, guest, names) for event, guest in session.execute(statement)]
    return EventPage(told, wanted, found, total)


def _told(event: Event, guest: str | None, names: dict[int, str]) -> EventRow:
    return EventRow(
        at=event.at,
        kind=event.kind,
        by=names[event.done_by],
        whom=guest or names.get(event.about or 0, ""),
        membership_id=event.about,
        subject=event.subject,
        was=event.was,
        became=event.became,
        is_own=event.about == event.done_by,
    )


def _which(
    session: Session, wanted: EventFilter, names: dict[int, str]
) -> list[sa.ColumnElement[bool]]:
    which: list[sa.ColumnElement[bool]] = []
    if wanted.kind in set(EventKind):
        which.append(Event.kind == wanted.kind)
    if wanted.query:
        members = _mentioned(names, wanted.query)
        guests = _mentioned(dict(session.execute(_GUESTS).all()), wanted.query)
        people = (Event.done_by.in_(members), Event.about.in_(members))
        which.append(sa.or_(*people, Event.invitation_id.in_(guests)))
    return which


def _mentioned(names: dict[int, str], query: str) -> list[int]:
    # Compared here: by itself SQLite knows the capitals of English alone.
    return [id_ for id_, name in names.items() if query.casefold() in name.casefold()]


def _count(session: Session, which: list[sa.ColumnElement[bool]]) -> int:
    return session.scalar(sa.select(sa.func.count(Event.id)).where(*which)) or 0


_NAMES = sa.select(Membership.id, Person.name).join(Person, Person.id == Membership.person_id)
_GUESTS = sa.select(Invitation.id, Invitation.name)
_EVENTS = (
    sa.select(Event, Invitation.name)
    .outerjoin(Invitation, Invitation.id == Event.invitation_id)
    .order_by(Event.id.desc())
    .limit(A_PAGE)
)
