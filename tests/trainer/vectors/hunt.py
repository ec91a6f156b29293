"""The hunt: somebody with a session is after rows that are not theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.trainer.world import member_of
from trainer.accounts.models.invitation import Invitation
from trainer.editions.models.edition import Edition
from trainer.study.models.reading import Reading
from trainer.tables import Base
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import StudioSession

CORE = Base.metadata.tables["reading"]
MADE_UP = sa.table("reading", sa.column("section"))


@dataclass(frozen=True)
class Prey:
    """Ids of a member, and of rows of theirs and of their studio."""

    studio: int
    membership: int
    person: int
    reading: int
    edition: int
    title: int
    location: int
    invitation: int
    document: str


@dataclass(frozen=True)
class Hunt:
    """What is one's own, and what one is after."""

    own: Prey
    foreign: Prey

    @property
    def is_it(self) -> sa.ColumnElement[bool]:
        """The reading that one is after."""
        return Reading.id == self.foreign.reading

    @property
    def section(self) -> sa.Select[str]:
        """What was read in it."""
        return sa.select(Reading.section).where(self.is_it)

    @property
    def raw(self) -> sa.TextClause:
        """The same in plain SQL."""
        return sa.text(f"SELECT section FROM reading WHERE id = {self.foreign.reading}")

    @property
    def here(self) -> sa.ColumnElement[bool]:
        """One's own location, for statements that start from what they may see."""
        return Location.id == self.own.location


Vector = Callable[[StudioSession, Hunt], Any]


def prey(session: Session, studio: str, who: str) -> Prey:
    """Look the ids up; the session sees every studio."""
    member = member_of(session, studio, who)

    def one(model: Any) -> Any:
        return session.scalars(sa.select(model).where(model.studio_id == member.studio_id)).one()

    edition = one(Edition)
    return Prey(
        studio=member.studio_id,
        membership=member.id,
        person=member.person_id,
        reading=one(Reading).id,
        edition=edition.id,
        title=edition.title_id,
        location=one(Location).id,
        invitation=one(Invitation).id,
        document=edition.document_sha256,
    )


def found(session: StudioSession, statement: Any) -> list[Any]:
    """The last column of what a statement finds, without blanks."""
    return [row[-1] for row in session.execute(statement) if row[-1]]


def changed(session: StudioSession, statement: Any) -> int:
    """How many rows a statement changes."""
    result: Any = session.execute(statement)
    return int(result.rowcount)
