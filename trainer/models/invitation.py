"""Invitation to a studio, and the two rows that can close it: Acceptance and Withdrawal."""

from __future__ import annotations

import datetime as dt
import secrets
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from trainer.models.base import Base, Tenant, child_of, one_of, parent
from trainer.models.membership import Joining, Membership, Role
from trainer.models.studio import Location

LASTS = dt.timedelta(days=7)


class InvitationState(StrEnum):
    """What can be said of an invitation at a moment."""

    OPEN = "open"
    EXPIRED = "expired"
    USED = "used"
    WITHDRAWN = "withdrawn"


class Invitation(Tenant, Base):
    """An invitation for one address, good for seven days and one use.

    ``nonce`` is what its link carries, signed: the rows alone do not let anybody in. The very
    first owner of a studio is invited by nobody.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        parent(),
        child_of("location"),
        child_of("membership", "invited_by"),
        one_of("role", Role),
    )

    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    nonce: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    location_id: Mapped[int | None] = mapped_column(default=None)
    invited_by: Mapped[int | None] = mapped_column(default=None)

    location: Mapped[Location | None] = relationship(
        init=False, lazy="raise", viewonly=True, overlaps="*"
    )
    inviter: Mapped[Membership | None] = relationship(
        init=False, lazy="raise", viewonly=True, overlaps="*"
    )
    acceptance: Mapped[Acceptance | None] = relationship(init=False, lazy="raise", viewonly=True)
    withdrawal: Mapped[Withdrawal | None] = relationship(init=False, lazy="raise", viewonly=True)

    @classmethod
    def make(cls, at: dt.datetime, **values: Any) -> Invitation:
        """A new invitation with a nonce nobody can guess, for seven days."""
        return cls(nonce=secrets.token_urlsafe(24), created_at=at, expires_at=at + LASTS, **values)

    def accept(self, session: Session, person_id: int, at: dt.datetime) -> Membership:
        """Let the person in. A second use breaks the unique key and raises IntegrityError."""
        joining = Joining(person_id, Role(self.role), self.location_id)
        membership = Membership.enter(session, self.studio_id, joining, at)
        acceptance = Acceptance(invitation_id=self.id, membership_id=membership.id, at=at)
        acceptance.studio_id = self.studio_id
        session.add(acceptance)
        session.flush()
        return membership

    def state(self, at: dt.datetime) -> InvitationState:
        """Where it stands; its acceptance and withdrawal must have been loaded."""
        if self.acceptance:
            return InvitationState.USED
        if self.withdrawal:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if at >= self.expires_at else InvitationState.OPEN


class Acceptance(Tenant, Base):
    """An invitation was used: the unique key is what makes it good for one use."""

    __tablename__ = "acceptance"
    __table_args__ = (
        child_of("invitation"),
        child_of("membership"),
        sa.UniqueConstraint("invitation_id"),
    )

    invitation_id: Mapped[int]
    membership_id: Mapped[int]
    at: Mapped[dt.datetime]


class Withdrawal(Tenant, Base):
    """An invitation was taken back."""

    __tablename__ = "withdrawal"
    __table_args__ = (
        child_of("invitation"),
        child_of("membership", "withdrawn_by"),
        sa.UniqueConstraint("invitation_id"),
    )

    invitation_id: Mapped[int]
    withdrawn_by: Mapped[int]
    at: Mapped[dt.datetime]
