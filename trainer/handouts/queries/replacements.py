"""What a material change calls back: the copies that carry it, by person and place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from quizzes.parts import PartRef
from trainer.editions.models.edition import Edition, Title
from trainer.editions.models.part import Part
from trainer.editions.queries.current import NEWEST
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import IS_HELD, Copy
from trainer.handouts.models.print_base import BasePart
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import IS_HERE, Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location


@dataclass(frozen=True)
class OutdatedCopy:
    """A copy in somebody's hands that shows what has changed since: ``changed`` are its parts."""

    copy_id: int
    serial: str
    kind: str
    edition: int
    changed: tuple[PartRef, ...]

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return Kind(self.kind).title


@dataclass(frozen=True)
class Holder:
    """Somebody with such copies of one title, and whether they are in the studio still."""

    title_id: int
    membership_id: int
    member: str
    location: str | None
    is_here: bool
    copies: tuple[OutdatedCopy, ...]

    @property
    def changed(self) -> tuple[PartRef, ...]:
        """Every part that one of the copies shows as it no longer is."""
        return tuple(dict.fromkeys(part for copy in self.copies for part in copy.changed))


@dataclass(frozen=True)
class _Found:
    copy_id: int
    serial: str
    copy_kind: str
    edition: int
    title_id: int
    membership_id: int
    member: str
    location: str | None
    is_here: bool
    kind: str
    ref: str


def holders(session: Session) -> list[Holder]:
    """Whoever holds paper that is out of date, by title, place and name: one query."""
    found: dict[tuple[int, int], dict[int, list[_Found]]] = {}
    for row in rows_as(_Found, session.execute(_OUTDATED)):
        theirs = found.setdefault((row.title_id, row.membership_id), defaultdict(list))
        theirs[row.copy_id].append(row)
    return [_holder(list(copies.values())) for copies in found.values()]


def _holder(copies: list[list[_Found]]) -> Holder:
    first = copies[0][0]
    return Holder(
        title_id=first.title_id,
        membership_id=first.membership_id,
        member=first.member,
        location=first.location,
        is_here=first.is_here,
        copies=tuple(_copy(parts) for parts in copies),
    )


def _copy(parts: list[_Found]) -> OutdatedCopy:
    of = parts[0]
    changed = tuple(PartRef(part.kind, part.ref) for part in parts)
    return OutdatedCopy(of.copy_id, of.serial, of.copy_kind, of.edition, changed)


_PRINTED = aliased(Edition)
# The same rule as STALE, told part by part.
_OUTDATED = (
    sa.select(
        Copy.id.label("copy_id"),
        Copy.serial,
        Copy.kind.label("copy_kind"),
        _PRINTED.number.label("edition"),
        Copy.title_id,
        Copy.membership_id,
        Person.name.label("member"),
        Location.name.label("location"),
        sa.exists().where(IS_HERE).correlate(Membership).label("is_here"),
        BasePart.kind,
        BasePart.ref,
    )
    .join(_PRINTED, _PRINTED.id == Copy.edition_id)
    .join(Membership, Membership.id == Copy.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Location, Location.id == Membership.location_id)
    .join(Title, Title.id == Copy.title_id)
    .join(Edition, sa.and_(Edition.title_id == Title.id, Edition.number == NEWEST))
    .join(BasePart, BasePart.print_base_id == Copy.print_base_id)
    .join(Part, sa.and_(Part.edition_id == Edition.id, BasePart.is_stale()))
    .where(IS_HELD)
    .order_by(
        Copy.title_id,
        sa.func.lower(sa.func.coalesce(Location.name, "")),
        sa.func.lower(Person.name),
        Copy.membership_id,
        Copy.id,
        BasePart.id,
    )
)
