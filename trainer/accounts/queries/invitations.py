"""The invitations of a studio that wait for an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.accounts.models.invitation import Invitation, InvitationState, Way
from trainer.tenancy.models.membership import Role

WAITING = {InvitationState.OPEN, InvitationState.EXPIRED, InvitationState.LAPSED}


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
