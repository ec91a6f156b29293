"""Deeds: what one member did with some titles, a statement for each kind.

Each asks for ``member`` and ``titles``, and gives the edition it was done in and whether what it
rests on is in another revision now. A part that has no row now disturbs nobody.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from trainer.models.assignment import REACHES, Assignment, Recall
from trainer.models.attempt import Attempt
from trainer.models.copies import STALE
from trainer.models.copy import Copy
from trainer.models.edition import Edition, Title
from trainer.models.membership import Membership, Stay
from trainer.models.part import Part
from trainer.models.person import Person
from trainer.models.practice import Practice
from trainer.models.reading import Reading
from trainer.models.result import Result
from trainer.models.sign_off import SignOff
from trainer.models.stance import Stance
from trainer.models.studio import Studio
from trainer.models.study import NEWEST

_MEMBER = sa.bindparam("member", type_=sa.Integer)
_TITLES: sa.BindParameter[Any] = sa.bindparam("titles", expanding=True)


def _changed(record: Any, kind: str, ref: Any) -> sa.ColumnElement[bool]:
    """Whether the current edition has that part in another revision than the record."""
    return (
        sa.select(Part.id)
        .join(Edition, Edition.id == Part.edition_id)
        .join(Title, Title.id == Edition.title_id)
        .where(
            Edition.number == NEWEST,
            Title.id == record.title_id,
            Part.kind == kind,
            Part.ref == ref,
            Part.revision != record.revision,
        )
        .correlate(record)
        .exists()
    )


def _done(
    record: Any, whose: Any, at: Any, is_stale: sa.ColumnElement[bool], *more: Any
) -> sa.Select[Any]:
    """Records of a member, each with its edition."""
    return (
        sa.select(
            record.title_id,
            record.edition_id,
            Edition.number.label("edition"),
            Edition.document_sha256,
            at.label("at"),
            is_stale.label("is_stale"),
            *more,
        )
        .join(Edition, Edition.id == record.edition_id)
        .where(whose == _MEMBER, record.title_id.in_(_TITLES))
        .order_by(record.id.desc())
    )


def _part(record: Any, kind: str, ref: Any, whose: Any, *more: Any) -> sa.Select[Any]:
    """Records that rest on one part, named ``ref``."""
    return _done(record, whose, record.at, _changed(record, kind, ref), ref.label("ref"), *more)


READINGS = _part(Reading, "section", Reading.section, Reading.membership_id)
PRACTICES = _part(
    Practice,
    "exercise",
    Practice.exercise,
    Practice.membership_id,
    Practice.ease_before,
    Practice.ease_after,
)
SIGN_OFFS = _part(SignOff, "exercise", SignOff.exercise, SignOff.signed_by, SignOff.qualification)
# A stance is private: neither position nor confidence nor reason is asked for.
STANCES = _part(Stance, "docket_row", Stance.row, Stance.membership_id, Stance.phase)

_then = aliased(Part)
# A pass rests on its quiz, and on every question that is asked: ``waiting`` are those that are not,
# by title and ref.
_MARKED_OTHERWISE = (
    sa.select(_then.id)
    .join(
        Part,
        sa.and_(Part.kind == _then.kind, Part.ref == _then.ref, Part.revision != _then.revision),
    )
    .join(Edition, Edition.id == Part.edition_id)
    .join(Title, Title.id == Edition.title_id)
    .where(
        _then.edition_id == Attempt.edition_id,
        Edition.number == NEWEST,
        Title.id == Attempt.title_id,
        sa.or_(
            _then.kind == "quiz",
            sa.and_(
                _then.kind == "question",
                sa.tuple_(Title.id, _then.ref).not_in(sa.bindparam("waiting", expanding=True)),
            ),
        ),
    )
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

COPIES = _done(Copy, Copy.membership_id, Copy.at, STALE, Copy.id.label("copy_id"), Copy.serial)

_by = aliased(Membership)
# An assignment reaches somebody anew with each stay that it was not taken back before.
ASSIGNMENTS = (
    sa.select(
        Assignment,
        Stay.from_,
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

STAYS = (
    sa.select(Studio.name, Stay.from_, Stay.until)
    .join(Studio, Studio.id == Stay.studio_id)
    .where(Stay.membership_id == _MEMBER)
    .order_by(Stay.id.desc())
)
