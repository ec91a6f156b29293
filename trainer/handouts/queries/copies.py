"""The copies of a handout, and whether they are stale."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.editions.queries.current import NEWEST
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import STATE, Copy
from trainer.handouts.models.copy_event import CopyState
from trainer.handouts.models.print_base import BasePart
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person


@dataclass(frozen=True)
class CopyRow:
    """A copy in a list."""

    id: int
    serial: str
    kind: str
    edition: int
    at: dt.datetime
    state: str
    stale: bool
    member: str

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return Kind(self.kind).title

    @property
    def standing(self) -> str:
        """Whether it still holds; or why it is in nobody's hands."""
        if CopyState(self.state).is_held:
            return "stale" if self.stale else "current"
        return self.state


def copies_of(session: Session, title_id: int, membership_id: int) -> list[CopyRow]:
    """A member's copies of a title, the newest first."""
    mine = (Copy.title_id == title_id, Copy.membership_id == membership_id)
    return list(rows_as(CopyRow, session.execute(_ROWS.where(*mine))))


# A copy is stale when a part it shows is in another revision now; a part that has gone in a minor
# way disturbs nobody.
STALE = (
    sa.select(BasePart.id)
    .join(Title, Title.id == Copy.title_id)
    .join(Edition, sa.and_(Edition.title_id == Title.id, Edition.number == NEWEST))
    .join(Part, sa.and_(Part.edition_id == Edition.id, BasePart.is_stale()))
    .where(BasePart.print_base_id == Copy.print_base_id)
    .correlate(Copy)
    .exists()
)

_ROWS = (
    sa.select(
        Copy.id,
        Copy.serial,
        Copy.kind,
        Edition.number.label("edition"),
        Copy.at,
        STATE.label("state"),
        STALE.label("stale"),
        Person.name.label("member"),
    )
    .join(Edition, Edition.id == Copy.edition_id)
    .join(Membership, Membership.id == Copy.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .order_by(Copy.id.desc())
)
