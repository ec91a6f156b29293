"""SignOff: a qualified teacher has approved a card."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, synonym

from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import RestsOnPart
from trainer.storage.base import Base, Tenant, child_of


class SignOff(RestsOnPart, Tenant, Base):
    """A qualified teacher of the studio has approved one revision of an exercise card.

    ``name`` and ``qualification`` are kept as they were signed.
    """

    __tablename__ = "sign_off"
    __table_args__ = (
        child_of("membership", "signed_by"),
        child_of("title"),
        child_of("edition"),
        sa.UniqueConstraint("title_id", "exercise", "revision"),
    )

    kind = "exercise"
    ref: Mapped[str] = synonym("exercise", init=False)

    title_id: Mapped[int]
    edition_id: Mapped[int]
    exercise: Mapped[str]
    revision: Mapped[int]
    signed_by: Mapped[int]
    name: Mapped[str]
    qualification: Mapped[str]
    at: Mapped[dt.datetime]

    @classmethod
    def current(
        cls, session: Session, title_id: int, edition_id: int, exercise: str
    ) -> SignOff | None:
        """The approval of a card as that edition of its title has it, or None."""
        whose = {"title": title_id, "edition": edition_id, "exercise": exercise}
        return session.scalars(_CURRENT, whose).one_or_none()


_CURRENT = (
    sa.select(SignOff)
    .join(Part, SignOff.is_current())
    .where(
        SignOff.title_id == sa.bindparam("title"),
        SignOff.exercise == sa.bindparam("exercise"),
        Part.edition_id == sa.bindparam("edition"),
    )
)
