"""The board: where everybody of a studio stands with its titles, by a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.editions.models.edition import Edition
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.models.copy import IS_HELD, IS_OF_LESSON, Copy
from trainer.handouts.queries.copies import STALE
from trainer.onboarding.models.assignment import DueDate
from trainer.onboarding.queries.board_row import BoardRow, HandoutCell
from trainer.progress.completions import Completions
from trainer.storage.base import rows_as
from trainer.tenancy.models.membership import IS_HERE, Membership, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location

DueDates = Mapping[tuple[int, int], DueDate]  # by member and title


def boards(
    session: Session,
    titles: Sequence[CurrentEdition],
    done: Completions,
    due: DueDates,
    today: dt.date,
) -> dict[int, list[BoardRow]]:
    """Everybody who is here, by name, for each title by its id: two queries.

    ``done`` is what everybody has done of them.
    """
    members = list(rows_as(_Here, session.execute(_HERE)))
    held = _handouts(session, titles)

    def row(member: _Here, title: CurrentEdition) -> BoardRow:
        of = (member.id, title.title_id)
        day = due.get(of)
        return BoardRow(
            id=member.id,
            name=member.name,
            location=member.location,
            done=done.of(member.id, title),
            handout=held.get(of, HandoutCell()),
            due=day.day if day else None,
            is_overdue=day is not None and day.is_overdue(today),
        )

    return {title.title_id: [row(member, title) for member in members] for title in titles}


class _Here(NamedTuple):
    """Somebody who is in the studio now."""

    id: int
    name: str
    location: str | None


class _Held(NamedTuple):
    """The newest paper of a title that somebody holds and learns from."""

    membership_id: int
    title_id: int
    edition: int
    is_stale: bool


def _handouts(
    session: Session, titles: Sequence[CurrentEdition]
) -> dict[tuple[int, int], HandoutCell]:
    asked = {"titles": [each.title_id for each in titles]}
    asked["editions"] = [each.edition_id for each in titles]
    found = rows_as(_Held, session.execute(_HANDOUTS, asked))
    return {(x.membership_id, x.title_id): HandoutCell(x.edition, x.is_stale) for x in found}


_HERE = (
    sa.select(Membership.id, Person.name, Location.name.label("location"))
    .join(Person, Person.id == Membership.person_id)
    .join(Stay, IS_HERE)
    .outerjoin(Location, Location.id == Membership.location_id)
    .order_by(sa.func.lower(Person.name), Membership.id)
)

# What is lost, given back, replaced, withdrawn or destroyed is in nobody's hands.
_NEWEST_COPY = (
    sa.select(sa.func.max(Copy.id))
    .where(
        Copy.title_id.in_(sa.bindparam("titles", expanding=True)),
        IS_OF_LESSON,
        IS_HELD,
    )
    .group_by(Copy.membership_id, Copy.title_id)
)
# A copy of the current edition cannot be stale, so only older ones are looked into.
_HANDOUTS = (
    sa.select(
        Copy.membership_id,
        Copy.title_id,
        Edition.number.label("edition"),
        sa.and_(Copy.edition_id.not_in(sa.bindparam("editions", expanding=True)), STALE).label(
            "is_stale"
        ),
    )
    .join(Edition, Edition.id == Copy.edition_id)
    .where(Copy.id.in_(_NEWEST_COPY))
)
