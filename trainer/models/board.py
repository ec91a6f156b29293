"""The board: where everybody of a studio stands with its titles, by a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.models.assignment import Due
from trainer.models.board_row import BoardRow
from trainer.models.counted import Counted, counted
from trainer.models.membership import Membership, Stay
from trainer.models.person import Person
from trainer.models.studio import Location
from trainer.models.study import Taught


def boards(
    session: Session,
    titles: Sequence[Taught],
    dues: Mapping[tuple[int, int], Due],
    today: dt.date,
) -> dict[int, list[BoardRow]]:
    """Everybody who is here, by name, for each title by its id: seven queries in all.

    ``dues`` are by member and title.
    """
    found, members = counted(session, titles), session.execute(_HERE).all()
    return {
        title.title_id: [
            _row(member, found.of(member.id, title), dues.get((member.id, title.title_id)), today)
            for member in members
        ]
        for title in titles
    }


def board(
    session: Session, title: Taught, dues: Mapping[tuple[int, int], Due], today: dt.date
) -> list[BoardRow]:
    """Everybody's row of one title."""
    return boards(session, [title], dues, today)[title.title_id]


def _row(member: Any, done: Counted, due: Due | None, today: dt.date) -> BoardRow:
    return BoardRow(
        id=member.id,
        name=member.name,
        location=member.location,
        read=done.read,
        practised=done.practised,
        argued=done.argued,
        quiz=done.quiz,
        paper=done.paper,
        due=due.day if due else None,
        is_overdue=due is not None and due.is_overdue(today),
    )


_HERE = (
    sa.select(Membership.id, Person.name, Location.name.label("location"))
    .join(Person, Person.id == Membership.person_id)
    .join(Stay, sa.and_(Stay.membership_id == Membership.id, Stay.until.is_(None)))
    .outerjoin(Location, Location.id == Membership.location_id)
    .order_by(sa.func.lower(Person.name), Membership.id)
)
