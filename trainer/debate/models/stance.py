"""Stance: what a member holds about a row of the docket, at one moment. Never overwritten."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, synonym

from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import RestsOnPart
from trainer.editions.queries.current import NEWEST
from trainer.storage.base import Base, Owned, child_of, one_of


class Phase(StrEnum):
    """When a stance was taken: before the arguments, or after."""

    FIRST = "first"
    SECOND = "second"


class Stance(RestsOnPart, Owned, Base):
    """A position on one row: 1 to 7, or none when the wording cannot be tested.

    ``confidence`` is in per cent. ``moved_by`` is the ref of the argument that weighed most in a
    second stance, if one did.
    """

    __tablename__ = "stance"
    __table_args__ = (
        child_of("membership"),
        child_of("title"),
        child_of("edition"),
        sa.UniqueConstraint("membership_id", "title_id", "row", "revision", "phase"),
        one_of("phase", Phase),
        sa.CheckConstraint("position BETWEEN 1 AND 7", name="position"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence"),
    )

    kind = "docket_row"
    ref: Mapped[str] = synonym("row", init=False)

    title_id: Mapped[int]
    edition_id: Mapped[int]
    row: Mapped[str]
    revision: Mapped[int]
    phase: Mapped[str]
    confidence: Mapped[int]
    reason: Mapped[str]
    at: Mapped[dt.datetime]
    position: Mapped[int | None] = mapped_column(default=None)
    moved_by: Mapped[str | None] = mapped_column(default=None)

    @classmethod
    def current(cls, session: Session, membership_id: int, title_id: int) -> list[Stance]:
        """A member's stances on the rows of a title as they stand in its current edition."""
        whose = {"member": membership_id, "title": title_id}
        return list(session.scalars(_CURRENT, whose))

    @classmethod
    def current_of(
        cls, session: Session, members: Collection[int], title_id: int
    ) -> dict[int, list[Taken]]:
        """The same of many members, as far as it says what is open to them."""
        found: defaultdict[int, list[Taken]] = defaultdict(list)
        whose = {"members": list(members), "title": title_id}
        for member, row, phase in session.execute(_CURRENT_OF, whose):
            found[member].append(TakenStance(row, phase))
        return found


class Taken(Protocol):
    """A stance as far as it opens a row."""

    @property
    def row(self) -> str: ...

    @property
    def phase(self) -> str: ...


class TakenStance(NamedTuple):
    """That a stance was taken on a row, and in which phase."""

    row: str
    phase: str


_ON_TITLE = (
    sa.select(Stance)
    .join(Title, Title.id == Stance.title_id)
    .join(Edition, sa.and_(Edition.title_id == Title.id, Edition.number == NEWEST))
    .join(Part, sa.and_(Part.edition_id == Edition.id, Stance.is_current()))
    .where(Stance.title_id == sa.bindparam("title"))
)
_CURRENT = _ON_TITLE.where(Stance.membership_id == sa.bindparam("member")).order_by(
    Stance.at, Stance.id
)
_CURRENT_OF = _ON_TITLE.where(
    Stance.membership_id.in_(sa.bindparam("members", expanding=True))
).with_only_columns(Stance.membership_id, Stance.row, Stance.phase)
