"""Reading: a person has read a section, in one edition and revision of it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from trainer.models.base import Base, Owned, child_of


class Reading(Owned, Base):
    """A section that a member has read: once for each revision of it."""

    __tablename__ = "reading"
    __table_args__ = (
        child_of("membership"),
        child_of("title"),
        child_of("edition"),
        sa.UniqueConstraint("membership_id", "title_id", "section", "revision"),
    )

    title_id: Mapped[int]
    edition_id: Mapped[int]
    section: Mapped[str]
    revision: Mapped[int]
    at: Mapped[dt.datetime]
