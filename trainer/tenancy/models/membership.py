"""Membership: a person in a studio, for ever one row. Stay: when they came and went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from trainer.storage.base import Base, Bound, Owned, Tenant, child_of, one_of, parent
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location


class Role(StrEnum):
    """What a member may do in a studio."""

    INSTRUCTOR = "instructor"
    MANAGER = "manager"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        """Its place in the order: a higher role may do all that a lower one may."""
        return list(Role).index(self)

    def may_grant(self, other: Role) -> bool:
        """Nobody hands out a role above their own."""
        return self.rank >= max(other.rank, Role.MANAGER.rank)


@dataclass(frozen=True)
class Joining:
    """Who comes into a studio, and as what."""

    person_id: int
    role: Role
    location_id: int | None = None


class Membership(Tenant, Base):
    """One person in one studio. Everything a person does in a studio hangs on it."""

    __tablename__ = "membership"
    __table_args__ = (
        parent(),
        child_of("location"),
        sa.UniqueConstraint("person_id", "studio_id"),
        one_of("role", Role),
    )

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    role: Mapped[str]
    location_id: Mapped[int | None] = mapped_column(default=None)

    # Rows of Person are of no studio: a scoped session reaches them through a membership alone,
    # so every query that needs one says so.
    person: Mapped[Person] = relationship(init=False, lazy="raise", viewonly=True)
    location: Mapped[Location | None] = relationship(
        init=False, lazy="raise", viewonly=True, overlaps="*"
    )
    stays: Mapped[list[Stay]] = relationship(
        init=False,
        lazy="raise",
        viewonly=True,
        primaryjoin="Stay.membership_id == Membership.id",
        foreign_keys="Stay.membership_id",
        order_by="Stay.from_",
    )

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """Everybody of the studio, and a member themselves."""
        here = cls.studio_id == studio
        return here if member is None else sa.and_(here, cls.id == member)

    @classmethod
    def enter(cls, session: Session, joining: Joining, at: dt.datetime) -> Membership:
        """Open a stay for a person: in a new membership, or in the one they had before.

        Whoever is in the studio already stays as they are. The session sees the one studio.
        """
        member = session.scalars(
            sa.select(cls).where(cls.person_id == joining.person_id)
        ).one_or_none()
        if member is None:
            member = cls(person_id=joining.person_id, role=joining.role)
            session.add(member)
        elif member.is_here(session):
            return member
        member.role, member.location_id = joining.role, joining.location_id
        session.flush()
        session.add(Stay(membership_id=member.id, from_=at))
        session.flush()
        return member

    def is_here(self, session: Session) -> bool:
        """Whether a stay is open."""
        statement = sa.select(Stay.id).where(Stay.membership_id == self.id, IS_OPEN)
        return session.execute(statement).first() is not None

    @classmethod
    def forget_location(cls, session: Session, location_id: int) -> None:
        """Let whoever is at a location be at none."""
        session.execute(
            sa.update(cls).where(cls.location_id == location_id).values(location_id=None)
        )

    @classmethod
    def is_anywhere(cls, session: Session, person_id: int) -> bool:
        """Whether a person is in any studio now; the session must see them all."""
        statement = sa.select(Stay.id).join(cls, IS_HERE).where(cls.person_id == person_id)
        return session.execute(statement).first() is not None

    def leave(self, session: Session, at: dt.datetime, by: int) -> None:
        """End the open stay: from the next request on the studio is closed to them."""
        session.execute(
            sa.update(Stay)
            .where(Stay.membership_id == self.id, IS_OPEN)
            .values(until=at, ended_by=by)
        )


class Stay(Owned, Base):
    """A time during which a person belongs to the studio; open while ``until`` is empty."""

    __tablename__ = "stay"
    __table_args__ = (
        child_of("membership"),
        child_of("membership", "ended_by"),
        sa.Index(None, "membership_id"),
        sa.Index(
            "uq_stay_open",
            "membership_id",
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        ),
    )

    from_: Mapped[dt.datetime] = mapped_column("from")
    until: Mapped[dt.datetime | None] = mapped_column(default=None)
    ended_by: Mapped[int | None] = mapped_column(default=None)

    @classmethod
    def of(cls, session: Session, membership_id: int) -> list[Stay]:
        """A member's stays in order."""
        statement = sa.select(cls).where(cls.membership_id == membership_id).order_by(cls.from_)
        return list(session.scalars(statement))


IS_OPEN: sa.ColumnElement[bool] = Stay.until.is_(None)
# "Is in the studio now", wherever a stay is joined to its membership.
IS_HERE = sa.and_(Stay.membership_id == Membership.id, IS_OPEN)
