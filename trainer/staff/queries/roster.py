"""The people of a studio as its managers see them: made by a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from trainer.accounts.models.invitation import Invitation, InvitationState, Way
from trainer.accounts.models.proof import Recovery
from trainer.progress.completion import PartsCell
from trainer.progress.completions import read_cells
from trainer.storage.base import rows_as
from trainer.study.queries.progress import ReadingProgress, State
from trainer.study.queries.study import Taught, everything_taught
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location

WAITING = {InvitationState.OPEN, InvitationState.EXPIRED, InvitationState.LAPSED}


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
        """Whether the name or the address holds those words, in either case."""
        return query.casefold() in f"{self.name} {self.email}".casefold()


@dataclass(frozen=True)
class InvitationRow:
    """An invitation as a manager sees it; it ``needs`` an inviter of that role or a higher."""

    id: int
    name: str
    email: str
    role_name: str
    location: str | None
    invited_by: str | None
    expires: dt.datetime
    state: InvitationState
    way: Way
    needs: Role


def roster(
    session: Session, membership_id: int | None = None, taught: list[Taught] | None = None
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
    everything = everything_taught(session) if taught is None else taught
    read = read_cells(session, everything, membership_id)

    def progress(member: Membership, title: Taught) -> ReadingProgress:
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


def locations(session: Session) -> list[Location]:
    """The studio's locations by name."""
    return list(session.scalars(sa.select(Location).order_by(Location.name)))


def open_invitations(session: Session, at: dt.datetime) -> list[InvitationRow]:
    """Invitations that wait, or ended unused, the newest first: the last one for each address."""
    newest: dict[str, Invitation] = {}
    for each in session.scalars(Invitation.whole().order_by(Invitation.id.desc())):
        newest.setdefault(each.email, each)
    listed = [invitation_row(each, at) for each in newest.values()]
    return [row for row in listed if row.state in WAITING]


def open_invitation(session: Session, email: str, at: dt.datetime) -> InvitationRow | None:
    """The invitation that waits for an address, if there is one."""
    found = session.scalars(Invitation.whole().where(Invitation.email == email))
    listed = [invitation_row(each, at) for each in found]
    return next((row for row in listed if row.state is InvitationState.OPEN), None)


def invitations_by(session: Session, membership_id: int, at: dt.datetime) -> list[InvitationRow]:
    """The open invitations that a member has made, the newest first."""
    statement = Invitation.whole().where(Invitation.invited_by == membership_id)
    found = session.scalars(statement.order_by(Invitation.id.desc()))
    listed = [invitation_row(each, at) for each in found]
    return [row for row in listed if row.state is InvitationState.OPEN]


def invitation(session: Session, invitation_id: int) -> Invitation | None:
    """One invitation with all that its state rests on, or None."""
    return session.scalars(Invitation.whole().where(Invitation.id == invitation_id)).one_or_none()


def invitation_row(invitation: Invitation, at: dt.datetime) -> InvitationRow:
    """What a manager sees of it at a moment."""
    inviter = invitation.inviter
    return InvitationRow(
        id=invitation.id,
        name=invitation.name,
        email=invitation.email,
        role_name=invitation.role.title(),
        location=invitation.location.name if invitation.location else None,
        invited_by=inviter.person.name if inviter else None,
        expires=invitation.expires_at,
        state=invitation.state(at),
        way=Way(invitation.way),
        needs=next(role for role in Role if invitation.holds_under(role)),
    )


@dataclass(frozen=True)
class RecoveryRow:
    """An account that was taken back by the one whose address it has."""

    member_id: int
    name: str
    email: str
    at: dt.datetime


def recoveries(session: Session, since: dt.datetime) -> list[RecoveryRow]:
    """The accounts taken back since a moment, the newest first."""
    found = session.execute(_RECOVERIES.where(Recovery.at >= since))
    return list(rows_as(RecoveryRow, found))


_RECOVERIES = (
    sa.select(Membership.id.label("member_id"), Person.name, Person.email, Recovery.at)
    .select_from(Recovery)
    .join(Membership, Membership.id == Recovery.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .order_by(Recovery.at.desc(), Recovery.id.desc())
)
