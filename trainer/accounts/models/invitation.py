"""Invitation to a studio, and its Closing: the one way in which it came to an end."""

from __future__ import annotations

import datetime as dt
import secrets
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from trainer.accounts.models.proof import How, Proof
from trainer.storage.base import Base, Tenant, child_of, one_of, parent
from trainer.storage.job import Job
from trainer.tenancy.models.membership import Joining, Membership, Role, Stay
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import StudioSession

LASTS = dt.timedelta(days=7)


class InvitationState(StrEnum):
    """What can be said of an invitation at a moment."""

    OPEN = "open"
    EXPIRED = "expired"
    USED = "used"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class End(StrEnum):
    """How an invitation is closed: it lapses when its inviter may no longer make it."""

    USED = InvitationState.USED
    WITHDRAWN = InvitationState.WITHDRAWN
    LAPSED = InvitationState.LAPSED


class Way(StrEnum):
    """How a link comes to its guest: that tells what the use of it proves.

    By mail alone; by the hand of an owner, who gives their word that it is their address; or by
    anybody's hand, which proves nothing.
    """

    MAIL = "mail"
    WORD = "word"
    HAND = "hand"


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
        one_of("way", Way),
    )

    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    nonce: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    location_id: Mapped[int | None] = mapped_column(default=None)
    invited_by: Mapped[int | None] = mapped_column(default=None)
    way: Mapped[str] = mapped_column(default=Way.HAND, server_default=Way.HAND)

    location: Mapped[Location | None] = relationship(
        init=False, lazy="raise", viewonly=True, overlaps="*"
    )
    inviter: Mapped[Membership | None] = relationship(
        init=False, lazy="raise", viewonly=True, overlaps="*"
    )
    inviters_stay: Mapped[Stay | None] = relationship(
        init=False,
        lazy="raise",
        viewonly=True,
        primaryjoin="and_(Stay.membership_id == Invitation.invited_by, Stay.until.is_(None))",
        foreign_keys="Stay.membership_id",
        uselist=False,
    )
    closing: Mapped[Closing | None] = relationship(init=False, lazy="raise", viewonly=True)

    @classmethod
    def make(cls, at: dt.datetime, **values: Any) -> Invitation:
        """A new invitation with a nonce nobody can guess, for seven days."""
        return cls(nonce=secrets.token_urlsafe(24), created_at=at, expires_at=at + LASTS, **values)

    @classmethod
    def whole(cls) -> sa.Select[Invitation]:
        """Invitations with all that their state rests on."""
        return sa.select(cls).options(
            joinedload(cls.location),
            joinedload(cls.inviter).joinedload(Membership.person),
            joinedload(cls.inviters_stay),
            joinedload(cls.closing),
        )

    @classmethod
    def hold(cls, session: Session, *where: sa.ColumnElement[bool]) -> list[Invitation]:
        """Those invitations, once nobody else decides about them: nor will, in this transaction.

        Two statements, for PostgreSQL reads in the second what was decided while the first waited.
        """
        session.execute(sa.select(cls.id).where(*where).order_by(cls.id).with_for_update())
        statement = cls.whole().where(*where).order_by(cls.id)
        return list(session.scalars(statement, execution_options={"populate_existing": True}))

    @classmethod
    def hold_with_siblings(
        cls, session: Session, invitation_id: int, at: dt.datetime
    ) -> tuple[Invitation, list[Invitation]]:
        """One, and what else is open in its studio for the same address; held in one order."""
        alike = sa.select(cls.studio_id, cls.email).where(cls.id == invitation_id)
        held = cls.hold(session, sa.tuple_(cls.studio_id, cls.email).in_(alike))
        one = next(each for each in held if each.id == invitation_id)
        others = [each for each in held if each is not one]
        return one, [each for each in others if each.state(at) is InvitationState.OPEN]

    @classmethod
    def forget_location(cls, session: Session, location_id: int) -> None:
        """Let those for a location be for none."""
        session.execute(
            sa.update(cls).where(cls.location_id == location_id).values(location_id=None)
        )

    @classmethod
    def lapse(
        cls, session: Session, inviter: Membership, role: Role | None, by: int, at: dt.datetime
    ) -> list[Invitation]:
        """Close what an inviter could not make as that role, or with none: before it is changed."""
        held = cls.hold(session, cls.invited_by == inviter.id)
        is_open = [each for each in held if each.state(at) is InvitationState.OPEN]
        fallen = [each for each in is_open if not each.holds_under(role)]
        for each in fallen:
            each.close(session, End.LAPSED, by, at)
        return fallen

    def accept(self, session: StudioSession, person_id: int, at: dt.datetime) -> Membership:
        """Let the person in; their address is proven from now on if the link proves it.

        The session sees every studio.
        """
        joining = Joining(person_id, Role(self.role), self.location_id)
        is_proof = self.proves and not Proof.covers(session, person_id)
        with session.within(self.studio_id) as rows:
            membership = Membership.enter(rows, joining, at)
            self.close(rows, End.USED, membership.id, at)
            if is_proof:
                self._prove(rows, membership, at)
            if self.invited_by is None:  # nobody was there before to ask for paper
                Job.ask_for_bases(rows, membership.id, at)
        return membership

    def close(self, session: Session, how: End, by: int, at: dt.datetime) -> None:
        """End it, for good: a second end breaks the unique key and raises IntegrityError."""
        session.add(Closing(invitation_id=self.id, how=how, closed_by=by, at=at))
        session.flush()

    def state(self, at: dt.datetime) -> InvitationState:
        """Where it stands; it must have been loaded whole."""
        if self.closing:
            return InvitationState(self.closing.how)
        if not self._is_backed:
            return InvitationState.LAPSED
        return InvitationState.EXPIRED if at >= self.expires_at else InvitationState.OPEN

    def holds_under(self, role: Role | None) -> bool:
        """Whether an inviter of that role may make it; with none they have left."""
        given = Role.OWNER if self.way == Way.WORD else Role(self.role)
        return role is not None and role.may_grant(given)

    @property
    def proves(self) -> bool:
        """Whether none but the one whose address it is can have come by its link."""
        return self.way in {Way.MAIL, Way.WORD}

    def _prove(self, session: Session, membership: Membership, at: dt.datetime) -> None:
        by_word = self.way == Way.WORD
        proof = Proof(
            membership_id=membership.id,
            how=How.WORD if by_word else How.LETTER,
            at=at,
            vouched_by=self.invited_by if by_word else None,
        )
        session.add(proof)

    @property
    def _is_backed(self) -> bool:
        """Whether who made it has been here ever since, and may make it still."""
        if self.inviter is None:
            return True
        stay = self.inviters_stay
        has_stayed = stay is not None and stay.from_ <= self.created_at
        return has_stayed and self.holds_under(Role(self.inviter.role))


class Closing(Tenant, Base):
    """The end of an invitation: the unique key lets it have one, whichever way.

    ``closed_by`` is whose act it was: who came in, who took it back, who let its inviter go.
    """

    __tablename__ = "closing"
    __table_args__ = (
        child_of("invitation"),
        child_of("membership", "closed_by"),
        sa.UniqueConstraint("invitation_id"),
        one_of("how", End),
    )

    invitation_id: Mapped[int]
    how: Mapped[str]
    closed_by: Mapped[int]
    at: Mapped[dt.datetime]
