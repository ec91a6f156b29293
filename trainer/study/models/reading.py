"""Reading: a person has read a section, in one edition and revision of it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, synonym

from trainer.editions.models.edition import Edition
from trainer.editions.models.part import part_revision
from trainer.editions.models.rests_on_part import RestsOnPart
from trainer.storage.base import Base, Owned, child_of


class Reading(RestsOnPart, Owned, Base):
    """A section that a member has read: once for each revision of it."""

    __tablename__ = "reading"
    __table_args__ = (
        child_of("membership"),
        child_of("title"),
        child_of("edition"),
        sa.UniqueConstraint("membership_id", "title_id", "section", "revision"),
    )

    kind = "section"
    ref: Mapped[str] = synonym("section", init=False)

    title_id: Mapped[int]
    edition_id: Mapped[int]
    section: Mapped[str]
    revision: Mapped[int]
    at: Mapped[dt.datetime]

    @classmethod
    def record(
        cls, session: Session, membership_id: int, edition: Edition, ref: str, at: dt.datetime
    ) -> None:
        """Note that a section was read; noting it again changes nothing."""
        row = cls(
            membership_id=membership_id,
            title_id=edition.title_id,
            edition_id=edition.id,
            section=ref,
            revision=part_revision(session, edition.id, "section", ref),
            at=at,
        )
        # Noted already, perhaps by a second tap: then the unique key says so.
        with suppress(IntegrityError), session.begin_nested():
            session.add(row)
