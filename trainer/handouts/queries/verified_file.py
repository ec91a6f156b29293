"""Whose copy a file is, by the hash of its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import STATE, Copy
from trainer.handouts.queries.copies import STALE
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio


@dataclass(frozen=True)
class VerifiedFile:
    """A copy whose bytes those are."""

    studio: str
    slug: str
    serial: str
    kind: str
    member: str
    state: str
    is_stale: bool

    @property
    def kind_name(self) -> str:
        """The kind in words."""
        return Kind(self.kind).title


def verify_file(session: Session, pdf: bytes) -> VerifiedFile | None:
    """The copy with exactly those bytes, or None; the session must see every studio."""
    found = session.execute(_FILE, {"sha256": hashlib.sha256(pdf).hexdigest()})
    return next(rows_as(VerifiedFile, found), None)


_FILE = (
    sa.select(
        Studio.name.label("studio"),
        Studio.slug,
        Copy.serial,
        Copy.kind,
        Person.name.label("member"),
        STATE.label("state"),
        STALE.label("is_stale"),
    )
    .join(Studio, Studio.id == Copy.studio_id)
    .join(Membership, Membership.id == Copy.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .where(Copy.sha256 == sa.bindparam("sha256"))
    .order_by(Copy.id)
)
