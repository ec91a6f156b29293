"""Proof that an address is a person's own. Recovery: they took back what another had made of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.storage.base import Base, Owned, child_of, one_of
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.scope import StudioSession

TOLD_FOR = dt.timedelta(days=30)  # how long a home shows that an account was taken back


class How(StrEnum):
    """What an address is known by."""

    LETTER = "letter"
    WORD = "word"


class Proof(Owned, Base):
    """Whoever holds this membership came by a link that none but its addressee had.

    It went to the address by mail, or an owner handed it over and gave their word that the
    address is theirs; whoever runs the site gives theirs without a name.
    """

    __tablename__ = "proof"
    __table_args__ = (
        child_of("membership"),
        child_of("membership", "vouched_by"),
        sa.UniqueConstraint("membership_id"),
        one_of("how", How),
    )

    how: Mapped[str]
    at: Mapped[dt.datetime]
    vouched_by: Mapped[int | None] = mapped_column(default=None)

    @classmethod
    def covers(cls, session: Session, person_id: int) -> bool:
        """Whether a person's address is proven, in whichever studio; the session sees them all."""
        statement = (
            sa.select(cls.id)
            .join(Membership, Membership.id == cls.membership_id)
            .where(Membership.person_id == person_id)
        )
        return session.execute(statement).first() is not None


class Recovery(Owned, Base):
    """The account of this membership was taken back by the one whose address it has.

    What was done under it before stays, and may have been somebody else's.
    """

    __tablename__ = "recovery"
    __table_args__ = (child_of("membership"), sa.Index(None, "membership_id"))

    at: Mapped[dt.datetime]

    @classmethod
    def of(cls, session: Session, membership_id: int) -> list[Recovery]:
        """Those of a member's account, in order."""
        statement = sa.select(cls).where(cls.membership_id == membership_id).order_by(cls.at)
        return list(session.scalars(statement))

    @classmethod
    def note(cls, session: StudioSession, person_id: int, at: dt.datetime) -> None:
        """Tell every studio that the person is or was in; the session sees them all."""
        of_person = sa.select(Membership.studio_id, Membership.id).where(
            Membership.person_id == person_id
        )
        for studio, member in session.execute(of_person).all():
            with session.within(studio) as rows:
                rows.add(cls(membership_id=member, at=at))
