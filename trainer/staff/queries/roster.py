"""The people of a studio as its managers see them: made by a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from trainer.editions.queries.current import CurrentEdition, current_editions
from trainer.progress.completion import PartsCell
from trainer.progress.completions import read_cells
from trainer.study.queries.progress import ReadingProgress, State
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.person import Person, readable_email


@dataclass(frozen=True)
class MemberRow:
    """A member, with their progress through each lesson; ``gone`` when they have left."""

    id: int
    name: str
    email: str
    role: Role
    location: str | None
    since: dt.datetime
    gone: bool
    progress: list[ReadingProgress]

    @property
    def role_name(self) -> str:
        """The role in words."""
        return self.role.title()

    @property
    def state(self) -> State:
        """One word for all lessons."""
        return State.together([each.state for each in self.progress])

    @property
    def last_at(self) -> dt.datetime | None:
        """When they last read on."""
        return max((each.last_at for each in self.progress if each.last_at), default=None)

    def mentions(self, query: str) -> bool:
        """Whether the name or the address holds those words, in either case and spelling."""
        told = f"{self.name} {self.email} {readable_email(self.email)}"
        return query.casefold() in told.casefold()


def roster(
    session: Session, membership_id: int | None = None, taught: list[CurrentEdition] | None = None
) -> list[MemberRow]:
    """The members that the session sees, by name; a query less when all that is taught is known."""
    statement = (
        sa.select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .options(
            joinedload(Membership.person),
            joinedload(Membership.location),
            joinedload(Membership.stays),
        )
        .order_by(sa.func.lower(Person.name), Membership.id)
    )
    if membership_id is not None:
        statement = statement.where(Membership.id == membership_id)
    everything = current_editions(session) if taught is None else taught
    read = read_cells(session, everything, membership_id)

    def progress(member: Membership, title: CurrentEdition) -> ReadingProgress:
        cell = read.get((member.id, title.title_id), PartsCell(0))
        return ReadingProgress.of(title, cell.done, cell.last_at)

    return [
        _member(member, [progress(member, title) for title in everything])
        for member in session.scalars(statement).unique()
    ]


def _member(member: Membership, progress: list[ReadingProgress]) -> MemberRow:
    return MemberRow(
        id=member.id,
        name=member.person.name,
        email=member.person.email,
        role=Role(member.role),
        location=member.location.name if member.location else None,
        since=member.stays[0].from_,
        gone=member.stays[-1].until is not None,
        progress=progress,
    )
