"""Offer: an invitation as its guest sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.accounts.models.invitation import Invitation, InvitationState
from trainer.tenancy.models.studio import Studio


@dataclass(frozen=True)
class Offer:
    """Who invites whom to what; it does not tell whether their address is known."""

    id: int
    studio_name: str
    studio_slug: str
    time_zone: str
    role_name: str
    inviter: str | None
    name: str
    email: str
    expires: dt.datetime
    state: InvitationState

    @classmethod
    def at(cls, session: Session, nonce: str, at: dt.datetime) -> Offer | None:
        """What the link with that nonce offers at a moment; the session must see every studio."""
        found = session.execute(_offered().where(Invitation.nonce == nonce)).one_or_none()
        if found is None:
            return None
        invitation, studio_name, studio_slug, time_zone = found
        return cls(
            id=invitation.id,
            studio_name=studio_name,
            studio_slug=studio_slug,
            time_zone=time_zone,
            role_name=invitation.role.title(),
            inviter=invitation.inviter.person.name if invitation.inviter else None,
            name=invitation.name,
            email=invitation.email,
            expires=invitation.expires_at,
            state=invitation.state(at),
        )


def _offered() -> sa.Select[Invitation, str, str, str]:
    return (
        Invitation.whole()
        .add_columns(Studio.name, Studio.slug, Studio.time_zone)
        .join(Studio, Studio.id == Invitation.studio_id)
    )
