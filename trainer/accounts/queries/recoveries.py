"""Accounts that were taken back, as those who look after people are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.accounts.models.proof import Recovery
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person


@dataclass(frozen=True)
class RecoveryRow:
    """An account that was taken back by the one whose address it has."""

    member_id: int
    name: str
    email: str
    at: dt.datetime


def recoveries(session: Session, since: dt.datetime) -> list[RecoveryRow]:
    """The accounts taken back since a moment, the newest first."""
    found = session.execute(_RECOVERIES.where(Recovery.at >= since))
    return list(rows_as(RecoveryRow, found))


_RECOVERIES = (
    sa.select(Membership.id.label("member_id"), Person.name, Person.email, Recovery.at)
    .select_from(Recovery)
    .join(Membership, Membership.id == Recovery.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .order_by(Recovery.at.desc(), Recovery.id.desc())
)
