"""Whom a studio may print for, with what they hold of a title already: four queries."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.debate.disclosure import disclosures
from trainer.editions.models.edition import Edition
from trainer.editions.queries.current import CurrentEdition
from trainer.handouts.candidate import Candidate, Paper
from trainer.handouts.models.copy import IS_HELD, Copy
from trainer.handouts.queries.copies import STALE
from trainer.storage.base import rows_as
from trainer.tenancy.queries.people import locations, people_here


def candidates(session: Session, taught: CurrentEdition) -> list[Candidate]:
    """Everybody who is here, by name."""
    places = {each.id: each.name for each in locations(session)}
    held, people = papers(session, taught), people_here(session)
    whose = [each.id for each in people]
    known = disclosures(session, whose, taught.title_id, taught.lesson)
    return [
        Candidate(
            id=each.id,
            name=each.name,
            location_id=each.location_id,
            location=places.get(each.location_id) if each.location_id else None,
            papers=held.get(each.id, {}),
            is_open=known[each.id].shows_any,
        )
        for each in people
    ]


def papers(session: Session, taught: CurrentEdition) -> dict[int, dict[str, Paper]]:
    """What those whom the session sees hold of a title, by member and kind: one query."""
    asked = {"title": taught.title_id, "edition": taught.edition_id}
    found: dict[int, dict[str, Paper]] = {}
    for paper in rows_as(Paper, session.execute(_PAPERS, asked)):
        found.setdefault(paper.membership_id, {})[paper.kind] = paper
    return found


_NEWEST = (
    sa.select(sa.func.max(Copy.id))
    .where(Copy.title_id == sa.bindparam("title"), IS_HELD)
    .group_by(Copy.membership_id, Copy.kind)
)
# A copy of the current edition cannot be stale, so only older ones are looked into.
_PAPERS = (
    sa.select(
        Copy.id.label("copy_id"),
        Copy.membership_id,
        Copy.kind,
        Copy.serial,
        Edition.number.label("edition"),
        Copy.at,
        sa.and_(Copy.edition_id != sa.bindparam("edition"), STALE).label("is_stale"),
    )
    .join(Edition, Edition.id == Copy.edition_id)
    .where(Copy.id.in_(_NEWEST))
)
