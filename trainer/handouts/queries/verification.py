"""What anybody may see of a copy by its code: nothing about a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.editions.models.edition import Edition, package
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import STATE, Copy
from trainer.handouts.models.copy_event import CopyState
from trainer.handouts.queries.copies import STALE
from trainer.tenancy.models.membership import IS_HERE, Membership, Role, Stay
from trainer.tenancy.models.studio import Studio

# Paper that is not to be relied on, whatever it says.
_VOID = {CopyState.REPLACED, CopyState.LOST, CopyState.WITHDRAWN, CopyState.DESTROYED}
_NOUNS = {Kind.LESSON: "A handout", Kind.CARDS: "Exercise cards"}


@dataclass(frozen=True)
class Verification:
    """A genuine copy: whose studio's, of which lesson and edition, and whether it still holds.

    ``printed_on`` is the studio's own day.
    """

    copy_id: int
    studio_id: int
    studio_name: str
    studio_slug: str
    lesson_title: str
    kind: Kind
    serial: str
    edition: int
    printed_on: dt.date
    state: CopyState
    is_stale: bool

    @property
    def void(self) -> str:
        """Why it is not to be relied on, whatever it says; empty where nothing is the matter."""
        return self.state.value if self.state in _VOID else ""

    @property
    def is_current(self) -> bool:
        """Whether it says what is taught now, and nothing else is the matter with it."""
        return not self.void and not self.is_stale

    @property
    def noun(self) -> str:
        """What it is, with its article."""
        return _NOUNS.get(self.kind, f"A {self.kind.title.lower()}")


@dataclass(frozen=True)
class Standing:
    """What somebody who is signed in is to a copy of their studio."""

    is_mine: bool
    may_manage: bool


def verify(session: Session, code: str) -> Verification | None:
    """The copy with that code, or None; the session must see every studio."""
    row = session.execute(_SEEN, {"code": code}).one_or_none()
    if row is None:
        return None
    return Verification(
        copy_id=row.id,
        studio_id=row.studio_id,
        studio_name=row.name,
        studio_slug=row.slug,
        lesson_title=package(session, row.edition_id, row.document_sha256).lesson.title,
        kind=Kind(row.kind),
        serial=row.serial,
        edition=row.number,
        printed_on=row.at.astimezone(ZoneInfo(row.time_zone)).date(),
        state=CopyState(row.state),
        is_stale=row.stale,
    )


def standing(session: Session, copy_id: int, person_id: int) -> Standing | None:
    """What that person is to the copy; None for whoever is not in its studio."""
    row = session.execute(_STANDING, {"copy": copy_id, "person": person_id}).one_or_none()
    if row is None:
        return None
    whose, mine, role = row
    return Standing(whose == mine, Role(role).rank >= Role.MANAGER.rank)


_SEEN = (
    sa.select(
        Copy.id,
        Copy.studio_id,
        Copy.kind,
        Copy.serial,
        Copy.at,
        Copy.edition_id,
        Studio.name,
        Studio.slug,
        Studio.time_zone,
        Edition.number,
        Edition.document_sha256,
        STATE.label("state"),
        STALE.label("stale"),
    )
    .join(Studio, Studio.id == Copy.studio_id)
    .join(Edition, Edition.id == Copy.edition_id)
    .where(Copy.code == sa.bindparam("code"))
)

_STANDING = (
    sa.select(Copy.membership_id, Membership.id, Membership.role)
    .join(Membership, Membership.studio_id == Copy.studio_id)
    .join(Stay, IS_HERE)
    .where(Copy.id == sa.bindparam("copy"), Membership.person_id == sa.bindparam("person"))
)
