"""Counter: numbers without a gap, taken in the transaction that uses them."""

from __future__ import annotations

from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session

from trainer.storage.base import Base, Tenant


class Counter(Tenant, Base):
    """The last number that was taken under a name; rolling back gives it back."""

    __tablename__ = "counter"
    __table_args__ = (sa.UniqueConstraint("studio_id", "name"),)

    name: Mapped[str]
    last: Mapped[int]

    @classmethod
    def foretell(cls, session: Session, name: str) -> int:
        """The number that would be taken next; somebody may be quicker."""
        return (session.scalar(sa.select(cls.last).where(cls.name == name)) or 0) + 1

    @classmethod
    def take(cls, session: Session, name: str, first: int, many: int = 1) -> bool:
        """Take so many numbers from ``first`` on, unless somebody has taken it meanwhile."""
        with suppress(IntegrityError), session.begin_nested():
            if first == 1:
                session.add(cls(name=name, last=0))
        taken = session.execute(
            sa.update(cls)
            .where(cls.name == name, cls.last == first - 1)
            .values(last=cls.last + many)
            .returning(cls.id)
        )
        return taken.first() is not None
