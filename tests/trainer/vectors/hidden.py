"""Ways round a studio's filter that it reaches: what they are after is not there."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from tests.trainer.vectors.hunt import Vector, changed, found
from trainer.editions.models.edition import Document, Edition
from trainer.study.models.reading import Reading
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Location, Studio

# Statements that the filter reaches: they find nothing.
HIDDEN: dict[str, Vector] = {
    "select": lambda s, h: found(s, sa.select(Reading).where(h.is_it)),
    "get": lambda s, h: s.get(Reading, h.foreign.reading),
    "query": lambda s, h: s.query(Reading).filter_by(id=h.foreign.reading).all(),
    "alias": lambda s, h: found(
        s, sa.select(it := aliased(Reading)).where(it.id == h.foreign.reading)
    ),
    "column": lambda s, h: found(s, h.section),
    "count": lambda s, h: s.scalar(sa.select(sa.func.count()).select_from(Reading).where(h.is_it)),
    "count of a column": lambda s, h: s.scalar(sa.select(sa.func.count(Reading.id)).where(h.is_it)),
    "join": lambda s, h: found(s, sa.select(Location.id).where(h.here).join(Reading, h.is_it)),
    "outer join": lambda s, h: found(
        s, sa.select(Location.id, Reading.section).outerjoin(Reading, h.is_it)
    ),
    "exists": lambda s, h: found(s, sa.select(Location.id).where(sa.exists().where(h.is_it))),
    "membership of a list": lambda s, h: found(
        s,
        sa.select(Location.id).where(sa.literal(h.foreign.reading).in_(sa.select(Reading.id))),
    ),
    "scalar subquery": lambda s, h: s.scalar(sa.select(h.section.scalar_subquery())),
    "column of a subquery": lambda s, h: found(
        s, sa.select(Location.id, h.section.scalar_subquery())
    ),
    "derived table": lambda s, h: found(s, sa.select(h.section.subquery())),
    "entity of a subquery": lambda s, h: found(
        s, sa.select(aliased(Reading, sa.select(Reading).where(h.is_it).subquery()))
    ),
    "CTE": lambda s, h: found(s, sa.select(h.section.cte())),
    "union of entities": lambda s, h: found(
        s, sa.select(Reading).from_statement(sa.union(sa.select(Reading).where(h.is_it)))
    ),
    "bulk UPDATE": lambda s, h: changed(s, sa.update(Reading).where(h.is_it).values(section="x")),
    "bulk DELETE": lambda s, h: changed(s, sa.delete(Reading).where(h.is_it)),
    "query UPDATE": lambda s, h: s.query(Reading).where(h.is_it).update({"section": "x"}),
    "query DELETE": lambda s, h: s.query(Reading).where(h.is_it).delete(),
    "person by a wrong join": lambda s, h: found(
        s, sa.select(Membership.id, Person.name).join(Person, Person.id == h.foreign.person)
    ),
    "person in a subquery": lambda s, h: found(
        s, sa.select(Membership.id).where(sa.exists().where(Person.id == h.foreign.person))
    ),
}

# The same for what belongs to a whole studio.
HIDDEN_FROM_STUDIOS: dict[str, Vector] = {
    "studio": lambda s, h: s.get(Studio, h.foreign.studio),
    "sign-ins by a join": lambda s, _: found(
        s, sa.select(Membership.id, SignIn.token_sha256).join(SignIn, sa.true())
    ),
    "shared row": lambda s, h: s.get(Location, h.foreign.location),
    "document by a wrong join": lambda s, h: found(
        s,
        sa.select(Edition.id, Document.json).join(Document, Document.sha256 == h.foreign.document),
    ),
}
