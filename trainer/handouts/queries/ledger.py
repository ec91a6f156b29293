"""The ledger: every copy of a studio, searched and narrowed, a page at a time, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from trainer.editions.models.edition import Edition
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import IS_HELD, STATE, Copy
from trainer.handouts.models.copy_event import CopyEvent, CopyState
from trainer.handouts.queries.copies import STALE
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location

A_PAGE = 50
# Asked for like a state: paper in somebody's hands that says what no longer holds.
OUTDATED = "stale"
STATES = (OUTDATED, *(state.value for state in CopyState))


@dataclass(frozen=True)
class LedgerFilter:
    """What is asked for: part of a serial or a name, and one of each; empty or 0 for all."""

    query: str = ""
    state: str = ""
    kind: str = ""
    place: int = 0
    run: int = 0
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        """Whether it asks for less than everything."""
        return self != LedgerFilter(page=self.page)

    @property
    def narrow(self) -> dict[str, str | int]:
        """What it asks for, as an address says it, but for the page."""
        return {name: value for name, value in vars(self).items() if value and name != "page"}


@dataclass(frozen=True)
class LedgerRow:
    """A copy in the ledger."""

    id: int
    serial: str
    kind: str
    membership_id: int
    member: str
    location: str | None
    title_id: int
    edition: int
    at: dt.datetime
    state: str
    is_stale: bool
    print_run_id: int | None

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return Kind(self.kind).title

    @property
    def is_outdated(self) -> bool:
        """Whether somebody has it, and it says what no longer holds."""
        return self.is_stale and CopyState(self.state).is_held


@dataclass(frozen=True)
class LedgerPage:
    """One page of what was found, of how many there are in all; ``wanted`` as it was answered."""

    rows: list[LedgerRow]
    wanted: LedgerFilter
    found: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether nothing is older."""
        return self.wanted.page * A_PAGE >= self.found


@dataclass(frozen=True)
class Happening:
    """One event of a copy, by whom; ``newer`` is the serial of what replaces it."""

    kind: str
    by: str
    at: dt.datetime
    note: str
    newer_id: int | None
    newer: str | None


def ledger(session: Session, wanted: LedgerFilter) -> LedgerPage:
    """What the session's studio has given out; a page that is not there is the nearest that is."""
    which = _which(session, wanted)
    found, total = _count(session, which), _count(session, [])
    wanted = replace(wanted, page=min(max(wanted.page, 1), max(-(-found // A_PAGE), 1)))
    statement = _ROWS.where(*which).limit(A_PAGE).offset((wanted.page - 1) * A_PAGE)
    return LedgerPage(list(rows_as(LedgerRow, session.execute(statement))), wanted, found, total)


def whole_ledger(session: Session, wanted: LedgerFilter) -> Iterator[LedgerRow]:
    """All of it, whatever the page."""
    return rows_as(LedgerRow, session.execute(_ROWS.where(*_which(session, wanted))))


def entry(session: Session, copy_id: int) -> LedgerRow | None:
    """One copy as the ledger has it."""
    found = session.execute(_ROWS.where(Copy.id == copy_id))
    return next(rows_as(LedgerRow, found), None)


def happenings(session: Session, copy_id: int) -> list[Happening]:
    """What became of a copy, the newest first."""
    return list(rows_as(Happening, session.execute(_EVENTS.where(CopyEvent.copy_id == copy_id))))


def _which(session: Session, wanted: LedgerFilter) -> list[sa.ColumnElement[bool]]:
    which: list[sa.ColumnElement[bool]] = [
        column == value
        for column, value in (
            (Copy.kind, wanted.kind),
            (Membership.location_id, wanted.place),
            (Copy.print_run_id, wanted.run),
        )
        if value
    ]
    if wanted.state:
        is_outdated = sa.and_(IS_HELD, STALE)
        which.append(is_outdated if wanted.state == OUTDATED else STATE.in_([wanted.state]))
    if wanted.query:
        names = dict(session.execute(_NAMES).all())
        # Compared here: by itself SQLite knows the capitals of English alone.
        mine = [id_ for id_, name in names.items() if wanted.query.casefold() in name.casefold()]
        is_serial = Copy.serial.contains(wanted.query, autoescape=True)
        which.append(sa.or_(Copy.membership_id.in_(mine), is_serial))
    return which


def _count(session: Session, which: list[sa.ColumnElement[bool]]) -> int:
    statement = sa.select(sa.func.count(Copy.id)).join(
        Membership, Membership.id == Copy.membership_id
    )
    return session.scalar(statement.where(*which)) or 0


_NAMES = sa.select(Membership.id, Person.name).join(Person, Person.id == Membership.person_id)

_ROWS = (
    sa.select(
        Copy.id,
        Copy.serial,
        Copy.kind,
        Copy.membership_id,
        Person.name.label("member"),
        Location.name.label("location"),
        Copy.title_id,
        Edition.number.label("edition"),
        Copy.at,
        STATE.label("state"),
        STALE.label("is_stale"),
        Copy.print_run_id,
    )
    .join(Edition, Edition.id == Copy.edition_id)
    .join(Membership, Membership.id == Copy.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Location, Location.id == Membership.location_id)
    .order_by(Copy.id.desc())
)

_NEWER = aliased(Copy)
_EVENTS = (
    sa.select(
        CopyEvent.kind,
        Person.name.label("by"),
        CopyEvent.at,
        CopyEvent.note,
        CopyEvent.newer_id,
        _NEWER.serial.label("newer"),
    )
    .join(Membership, Membership.id == CopyEvent.done_by)
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(_NEWER, _NEWER.id == CopyEvent.newer_id)
    .order_by(CopyEvent.id.desc())
)
