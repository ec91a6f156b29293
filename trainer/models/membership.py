"""Membership: a person in a studio, for ever one row. Stay: when they came and went."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainer.models.base import Base, Owned, Tenant, child_of, one_of, parent
from trainer.models.person import Person
from trainer.models.studio import Location


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
        init=False, lazy="raise", viewonly=True, order_by="Stay.from_"
    )


class Stay(Owned, Base):
    """A time during which a person belongs to the studio; open while ``until`` is empty."""

    __tablename__ = "stay"
    __table_args__ = (
        child_of("membership"),
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
