"""Deeds: what one member did with some titles, a statement for each kind.

Each asks for ``member``, ``titles`` and the ``editions`` that are taught, and gives the edition it
was done in, and whether that is stale now.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from trainer.debate.models.stance import Stance
from trainer.editions.models.edition import Edition
from trainer.editions.models.part import Part
from trainer.editions.models.rests_on_part import in_editions
from trainer.handouts.models.copy import IS_HELD, Copy
from trainer.handouts.queries.copies import STALE
from trainer.onboarding.models.assignment import REACHES, Assignment, Recall
from trainer.quizzing.models.attempt import Attempt
from trainer.quizzing.models.extra_try import ExtraTry, Plea
from trainer.quizzing.models.result import Result
from trainer.quizzing.queries.passes import marks_otherwise
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading
from trainer.study.models.sign_off import SignOff
from trainer.tenancy.models.membership import Membership, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something done with a title, in an edition of it."""

    title_id: int
    edition_id: int
    edition: int
    document: str
    at: dt.datetime
    is_stale: bool


@dataclass(frozen=True, kw_only=True)
class PartDeed(Deed):
    """Something done with one part."""

    ref: str


@dataclass(frozen=True, kw_only=True)
class PracticeDeed(PartDeed):
    """An exercise practised."""

    ease_before: int
    ease_after: int


@dataclass(frozen=True, kw_only=True)
class SignOffDeed(PartDeed):
    """An exercise card approved."""

    qualification: str


@dataclass(frozen=True, kw_only=True)
class StanceDeed(PartDeed):
    """A stance taken, without what is held: that is private."""

    phase: str


@dataclass(frozen=True, kw_only=True)
class AttemptDeed(Deed):
    """An attempt in one of its results, or without one."""

    id: int
    number: int
    scope: str
    closed_at: dt.datetime | None
    fraction: float | None
    passed: bool | None


@dataclass(frozen=True, kw_only=True)
class CopyDeed(Deed):
    """A handout printed."""

    copy_id: int
    serial: str


_OnPart = type[Reading] | type[Practice] | type[SignOff] | type[Stance]

_MEMBER = sa.bindparam("member", type_=sa.Integer)
_TITLES: sa.BindParameter[Any] = sa.bindparam("titles", expanding=True)


def _done(
    record: _OnPart | type[Attempt] | type[Copy],
    whose: Any,
    at: Any,
    is_stale: sa.ColumnElement[bool],
    *more: Any,
) -> sa.Select[Any]:
    """Records of a member, each with its edition."""
    return (
        sa.select(
            record.title_id,
            record.edition_id,
            Edition.number.label("edition"),
            Edition.document_sha256.label("document"),
            at.label("at"),
            is_stale.label("is_stale"),
            *more,
        )
        .join(Edition, Edition.id == record.edition_id)
        .where(whose == _MEMBER, record.title_id.in_(_TITLES))
        .order_by(record.id.desc())
    )


def _part(record: _OnPart, whose: Any, *more: Any) -> sa.Select[Any]:
    """Records that rest on one part; the newest edition is another than the one they name."""
    is_stale = (
        sa.select(Part.id)
        .join(Edition, Edition.id == Part.edition_id)
        .where(in_editions(record.title_id), record.is_stale())
        .correlate(record)
        .exists()
    )
    return _done(record, whose, record.at, is_stale, record.ref.label("ref"), *more)


READINGS = _part(Reading, Reading.membership_id)
PRACTICES = _part(Practice, Practice.membership_id, Practice.ease_before, Practice.ease_after)
SIGN_OFFS = _part(SignOff, SignOff.signed_by, SignOff.qualification)
# A stance is private: neither position nor confidence nor reason is asked for.
STANCES = _part(Stance, Stance.membership_id, Stance.phase)

_then = aliased(Part)
_MARKED_OTHERWISE = (
    sa.select(_then.id)
    .join(Part, marks_otherwise(_then, Part, Attempt.title_id))
    .join(Edition, Edition.id == Part.edition_id)
    .where(_then.edition_id == Attempt.edition_id, in_editions(Attempt.title_id))
    .correlate(Attempt)
    .exists()
)
# An attempt comes once for each of its results, the newest last.
ATTEMPTS = (
    _done(
        Attempt,
        Attempt.membership_id,
        sa.func.coalesce(Attempt.closed_at, Attempt.started_at, type_=Attempt.started_at.type),
        sa.and_(Result.passed.is_(True), _MARKED_OTHERWISE),
        Attempt.id,
        Attempt.number,
        Attempt.scope,
        Attempt.closed_at,
        Result.fraction,
        Result.passed,
    )
    .outerjoin(Result, Result.attempt_id == Attempt.id)
    .order_by(Result.id)
)

COPIES = _done(
    Copy,
    Copy.membership_id,
    Copy.at,
    sa.and_(IS_HELD, STALE),
    Copy.id.label("copy_id"),
    Copy.serial,
)

_by = aliased(Membership)
# An assignment reaches somebody anew with each stay that it was not taken back before.
ASSIGNMENTS = (
    sa.select(
        Assignment,
        Stay.from_.label("since"),
        Studio.time_zone,
        Person.name.label("by"),
    )
    .join(Membership, REACHES)
    .join(
        Stay,
        sa.and_(
            Stay.membership_id == Membership.id,
            sa.or_(Stay.until.is_(None), Stay.until > Assignment.at),
        ),
    )
    .join(Studio, Studio.id == Assignment.studio_id)
    .outerjoin(Recall, Recall.assignment_id == Assignment.id)
    .outerjoin(_by, _by.id == Assignment.assigned_by)
    .outerjoin(Person, Person.id == _by.person_id)
    .where(
        Membership.id == _MEMBER,
        Membership.studio_id == Assignment.studio_id,
        Assignment.title_id.in_(_TITLES),
        Recall.id.is_(None),
    )
    .order_by(Assignment.id.desc())
)

PLEAS = (
    sa.select(Plea.title_id, Plea.at)
    .where(Plea.membership_id == _MEMBER, Plea.title_id.in_(_TITLES))
    .order_by(Plea.id.desc())
)
# An instructor sees no colleague, so who gave it has no name for them.
EXTRA_TRIES = (
    sa.select(ExtraTry.title_id, ExtraTry.at, ExtraTry.reason, Person.name.label("by"))
    .outerjoin(_by, _by.id == ExtraTry.granted_by)
    .outerjoin(Person, Person.id == _by.person_id)
    .where(ExtraTry.membership_id == _MEMBER, ExtraTry.title_id.in_(_TITLES))
    .order_by(ExtraTry.id.desc())
)

STAYS = (
    sa.select(Studio.name, Stay.from_.label("since"), Stay.until)
    .join(Studio, Studio.id == Stay.studio_id)
    .where(Stay.membership_id == _MEMBER)
    .order_by(Stay.id.desc())
)
