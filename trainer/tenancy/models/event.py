"""Event: what was done to a studio and its people, for its owners to see. Rows never change.

It holds no name: people and invitations are pointed at, and settings and locations are a studio's
own words.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.storage.base import Base, Tenant, child_of, one_of


class EventKind(StrEnum):
    """What was done."""

    JOINED = "joined"
    LEFT = "left"
    ROLE = "role"
    MOVED = "moved"
    INVITED = "invited"
    WITHDRAWN = "withdrawn"
    SETTINGS = "settings"
    LOCATION = "location"
    PRINTED = "printed"
    RESET = "reset"


class Event(Tenant, Base):
    """Who did what, to whom or to what; ``was`` and ``became`` are empty where nothing was."""

    __tablename__ = "event"
    __table_args__ = (
        child_of("membership", "done_by"),
        child_of("membership", "about"),
        child_of("invitation"),
        one_of("kind", EventKind),
        sa.Index(None, "studio_id", "id"),
    )

    kind: Mapped[str]
    done_by: Mapped[int] = mapped_column(init=False)
    at: Mapped[dt.datetime] = mapped_column(init=False)
    about: Mapped[int | None] = mapped_column(default=None)
    invitation_id: Mapped[int | None] = mapped_column(default=None)
    subject: Mapped[str] = mapped_column(default="")
    was: Mapped[str] = mapped_column(default="")
    became: Mapped[str] = mapped_column(default="")
