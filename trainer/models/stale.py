"""Stale: how much of what was recorded rests on parts that an edition has in other revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from trainer.models.attempt import Attempt
from trainer.models.copy import Copy, CopyPart
from trainer.models.edition import Edition
from trainer.models.part import Part
from trainer.models.practice import Practice
from trainer.models.reading import Reading
from trainer.models.result import Result
from trainer.models.stance import Stance


@dataclass(frozen=True)
class Stale:
    """How many records of each kind are stale."""

    readings: int
    practices: int
    stances: int
    passes: int
    copies: int

    def beyond(self, before: Stale) -> Stale:
        """How many more than before: what was stale once never holds again."""
        pairs = zip(astuple(self), astuple(before), strict=True)
        return Stale(*(now - then for now, then in pairs))


def stale(session: Session, edition: Edition, asked: Iterable[str]) -> Stale:
    """What is stale under an edition of a title whose quiz asks those questions: a query each."""
    return Stale(
        readings=_count(session, _of(Reading, "section", Reading.section, edition)),
        practices=_count(session, _of(Practice, "exercise", Practice.exercise, edition)),
        stances=_count(session, _of(Stance, "docket_row", Stance.row, edition)),
        passes=_count(session, _passes(edition, asked)),
        copies=_count(session, _copies(edition)),
    )


def _count(session: Session, statement: sa.Select[Any]) -> int:
    return int(session.scalar(statement) or 0)


def _of(model: Any, kind: str, ref: Any, edition: Edition) -> sa.Select[Any]:
    return (
        sa.select(sa.func.count(model.id))
        .join(Part, sa.and_(Part.kind == kind, Part.ref == ref, Part.revision != model.revision))
        .where(Part.edition_id == edition.id, model.title_id == edition.title_id)
    )


def _passes(edition: Edition, asked: Iterable[str]) -> sa.Select[Any]:
    rests = aliased(Part)
    is_asked = sa.and_(rests.kind == "question", rests.ref.in_(list(asked)))
    return (
        sa.select(sa.func.count(sa.distinct(Attempt.id)))
        .join(Result, sa.and_(Result.attempt_id == Attempt.id, Result.passed.is_(True)))
        .join(rests, rests.edition_id == Attempt.edition_id)
        .join(
            Part,
            sa.and_(
                Part.kind == rests.kind, Part.ref == rests.ref, Part.revision != rests.revision
            ),
        )
        .where(
            Attempt.title_id == edition.title_id,
            Part.edition_id == edition.id,
            sa.or_(rests.kind == "quiz", is_asked),
        )
    )


def _copies(edition: Edition) -> sa.Select[Any]:
    return (
        sa.select(sa.func.count(sa.distinct(Copy.id)))
        .join(CopyPart, CopyPart.copy_id == Copy.id)
        .join(
            Part,
            sa.and_(
                Part.kind == CopyPart.kind,
                Part.ref == CopyPart.ref,
                Part.revision != CopyPart.revision,
            ),
        )
        .where(Copy.title_id == edition.title_id, Part.edition_id == edition.id)
    )
