"""What anybody may see of a copy by its code: nothing about a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.editions.models.edition import Edition, package
from trainer.handouts.models.copy import Copy
from trainer.handouts.queries.copies import STALE
from trainer.tenancy.models.studio import Studio


@dataclass(frozen=True)
class Verification:
    """A genuine copy: whose studio's, of which lesson and edition, and whether it still holds."""

    copy_id: int
    studio_id: int
    studio_name: str
    lesson_title: str
    serial: str
    edition: int
    printed_at: dt.datetime
    is_current: bool


def verify(session: Session, code: str) -> Verification | None:
    """The copy with that code, or None; the session must see every studio."""
    row = session.execute(_SEEN, {"code": code}).one_or_none()
    if row is None:
        return None
    return Verification(
        copy_id=row.id,
        studio_id=row.studio_id,
        studio_name=row.name,
        lesson_title=package(session, row.edition_id, row.document_sha256).lesson.title,
        serial=row.serial,
        edition=row.number,
        printed_at=row.at,
        is_current=not row.stale,
    )


_SEEN = (
    sa.select(
        Copy.id,
        Copy.studio_id,
        Copy.serial,
        Copy.at,
        Copy.edition_id,
        Studio.name,
        Edition.number,
        Edition.document_sha256,
        STALE.label("stale"),
    )
    .join(Studio, Studio.id == Copy.studio_id)
    .join(Edition, Edition.id == Copy.edition_id)
    .where(Copy.code == sa.bindparam("code"))
)
