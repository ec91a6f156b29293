"""CopyEvent: what became of a copy. Events are added and never change; the newest is its state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from trainer.storage.base import Base, Owned, child_of, one_of


class CopyState(StrEnum):
    """What happened to a copy last."""

    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    REPLACED = "replaced"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    DESTROYED = "destroyed"

    @property
    def is_held(self) -> bool:
        """Whether the person has the paper, as far as anybody knows."""
        return self in HELD

    def may_become(self, state: CopyState) -> bool:
        """Whether that may happen to a copy in this state."""
        return state in NEXT[self]


_GONE = {CopyState.REPLACED, CopyState.WITHDRAWN, CopyState.DESTROYED}
# What may follow what. What was replaced or withdrawn is never good again, whoever finds it.
NEXT: dict[CopyState, set[CopyState]] = {
    CopyState.PRINTED: {CopyState.HANDED_OVER, CopyState.ACKNOWLEDGED, CopyState.LOST} | _GONE,
    CopyState.HANDED_OVER: {CopyState.ACKNOWLEDGED, CopyState.RETURNED, CopyState.LOST} | _GONE,
    CopyState.ACKNOWLEDGED: {CopyState.RETURNED, CopyState.LOST} | _GONE,
    CopyState.RETURNED: {CopyState.HANDED_OVER, CopyState.LOST} | _GONE,
    CopyState.LOST: {CopyState.RETURNED} | _GONE,
    CopyState.REPLACED: {CopyState.WITHDRAWN, CopyState.DESTROYED},
    CopyState.WITHDRAWN: {CopyState.DESTROYED},
    CopyState.DESTROYED: {CopyState.WITHDRAWN},
}
# Paper that was printed counts as held: whoever prints their own tells nobody that they took it.
HELD = frozenset({CopyState.PRINTED, CopyState.HANDED_OVER, CopyState.ACKNOWLEDGED})


class CopyEvent(Owned, Base):
    """One thing that happened to a copy: who did it and when. ``membership_id`` is the copy's.

    ``newer_id`` is the copy that replaces it. ``note`` is what was said; who signed, for one.
    """

    __tablename__ = "copy_event"
    __table_args__ = (
        child_of("membership"),
        child_of("copy"),
        child_of("copy", "newer_id"),
        child_of("membership", "done_by"),
        one_of("kind", CopyState),
        sa.Index(None, "copy_id", "id"),
    )

    copy_id: Mapped[int]
    kind: Mapped[str]
    done_by: Mapped[int]
    at: Mapped[dt.datetime]
    newer_id: Mapped[int | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True)
class Deed:
    """Who does something to a copy, when, and what is said about it."""

    by: int
    at: dt.datetime
    note: str = ""

    def event(self, state: CopyState, copy_id: int, membership_id: int) -> CopyEvent:
        """The event that says it."""
        return CopyEvent(
            membership_id=membership_id,
            copy_id=copy_id,
            kind=state,
            done_by=self.by,
            at=self.at,
            note=self.note,
        )


class OutOfTurn(Exception):
    """What is to happen to a copy cannot follow what has happened to it."""

    def __init__(self, state: CopyState) -> None:
        super().__init__(f"the copy is {state}")
        self.state = state
