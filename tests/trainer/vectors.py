"""Ways round a studio's filter: each tries to reach a row that is not its session's to reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from tests.trainer.world import LONG_AGO, member_of
from trainer.models import Base
from trainer.models.edition import Document, Edition
from trainer.models.invitation import Invitation, Withdrawal
from trainer.models.membership import Membership, Stay
from trainer.models.person import Person
from trainer.models.reading import Reading
from trainer.models.sign_in import SignIn, Throttle
from trainer.models.studio import Location, Studio
from trainer.scope import EVERY, StudioSession

CORE = Base.metadata.tables["reading"]
_MADE_UP = sa.table("reading", sa.column("section"))


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


def _found(session: StudioSession, statement: Any) -> list[Any]:
    """The last column of what a statement finds, without blanks."""
    return [row[-1] for row in session.execute(statement) if row[-1]]


def _changed(session: StudioSession, statement: Any) -> int:
    result: Any = session.execute(statement)
    return int(result.rowcount)


# Statements that the filter reaches: they find nothing.
HIDDEN: dict[str, Vector] = {
    "select": lambda s, h: _found(s, sa.select(Reading).where(h.is_it)),
    "get": lambda s, h: s.get(Reading, h.foreign.reading),
    "query": lambda s, h: s.query(Reading).filter_by(id=h.foreign.reading).all(),
    "alias": lambda s, h: _found(
        s, sa.select(it := aliased(Reading)).where(it.id == h.foreign.reading)
    ),
    "column": lambda s, h: _found(s, h.section),
    "count": lambda s, h: s.scalar(sa.select(sa.func.count()).select_from(Reading).where(h.is_it)),
    "count of a column": lambda s, h: s.scalar(sa.select(sa.func.count(Reading.id)).where(h.is_it)),
    "join": lambda s, h: _found(s, sa.select(Location.id).where(h.here).join(Reading, h.is_it)),
    "outer join": lambda s, h: _found(
        s, sa.select(Location.id, Reading.section).outerjoin(Reading, h.is_it)
    ),
    "exists": lambda s, h: _found(s, sa.select(Location.id).where(sa.exists().where(h.is_it))),
    "membership of a list": lambda s, h: _found(
        s,
        sa.select(Location.id).where(sa.literal(h.foreign.reading).in_(sa.select(Reading.id))),
    ),
    "scalar subquery": lambda s, h: s.scalar(sa.select(h.section.scalar_subquery())),
    "column of a subquery": lambda s, h: _found(
        s, sa.select(Location.id, h.section.scalar_subquery())
    ),
    "derived table": lambda s, h: _found(s, sa.select(h.section.subquery())),
    "entity of a subquery": lambda s, h: _found(
        s, sa.select(aliased(Reading, sa.select(Reading).where(h.is_it).subquery()))
    ),
    "CTE": lambda s, h: _found(s, sa.select(h.section.cte())),
    "union of entities": lambda s, h: _found(
        s, sa.select(Reading).from_statement(sa.union(sa.select(Reading).where(h.is_it)))
    ),
    "bulk UPDATE": lambda s, h: _changed(s, sa.update(Reading).where(h.is_it).values(section="x")),
    "bulk DELETE": lambda s, h: _changed(s, sa.delete(Reading).where(h.is_it)),
    "query UPDATE": lambda s, h: s.query(Reading).where(h.is_it).update({"section": "x"}),
    "query DELETE": lambda s, h: s.query(Reading).where(h.is_it).delete(),
    "person by a wrong join": lambda s, h: _found(
        s, sa.select(Membership.id, Person.name).join(Person, Person.id == h.foreign.person)
    ),
    "person in a subquery": lambda s, h: _found(
        s, sa.select(Membership.id).where(sa.exists().where(Person.id == h.foreign.person))
    ),
}

# The same for what belongs to a whole studio.
HIDDEN_FROM_STUDIOS: dict[str, Vector] = {
    "studio": lambda s, h: s.get(Studio, h.foreign.studio),
    "sign-ins by a join": lambda s, _: _found(
        s, sa.select(Membership.id, SignIn.token_sha256).join(SignIn, sa.true())
    ),
    "shared row": lambda s, h: s.get(Location, h.foreign.location),
    "document by a wrong join": lambda s, h: _found(
        s,
        sa.select(Edition.id, Document.json).join(Document, Document.sha256 == h.foreign.document),
    ),
}


def _add(session: StudioSession, row: Any, **values: Any) -> int:
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return 1


def _detached(session: StudioSession, hunt: Hunt) -> Location:
    """A foreign row that somebody fetched elsewhere and handed over."""
    bind = session.get_bind()
    assert isinstance(bind, sa.Engine)
    with StudioSession(bind, EVERY) as every:
        return every.get_one(Location, hunt.foreign.location)


def _rename(session: StudioSession, hunt: Hunt) -> int:
    row = _detached(session, hunt)
    row.name = "taken over"
    return _add(session, row)


def _refresh(session: StudioSession, hunt: Hunt) -> str:
    row = _detached(session, hunt)
    session.add(row)
    session.refresh(row)
    return row.name


def _remove(session: StudioSession, hunt: Hunt) -> int:
    session.delete(_detached(session, hunt))
    session.flush()
    return 1


def _move(session: StudioSession, hunt: Hunt) -> int:
    return _add(
        session, session.get_one(Location, hunt.own.location), studio_id=hunt.foreign.studio
    )


def _merge(session: StudioSession, hunt: Hunt) -> int:
    row = _detached(session, hunt)
    row.name = "taken over"
    session.merge(row)
    session.flush()
    return 1


def _rename_a_person(session: StudioSession, _: Hunt) -> int:
    members = sa.select(Membership).options(joinedload(Membership.person))
    return _add(session, session.scalars(members).all()[0].person, name="x")


# Statements that the filter does not reach, and foreign rows handed to the session.
REFUSED: dict[str, Vector] = {
    "Core SELECT": lambda s, _: s.execute(sa.select(CORE)).all(),
    "Core UPDATE": lambda s, _: _changed(s, sa.update(CORE).values(section="x")),
    "Core DELETE": lambda s, _: _changed(s, sa.delete(CORE)),
    "Core INSERT": lambda s, h: s.execute(
        sa.insert(Base.metadata.tables["location"]).values(studio_id=h.foreign.studio, name="x")
    ),
    "Core in a subquery": lambda s, h: _found(
        s, sa.select(Location.id).where(sa.literal(h.foreign.reading).in_(sa.select(CORE.c.id)))
    ),
    "Core in a join": lambda s, h: _found(
        s, sa.select(Location.id, CORE.c.section).join(CORE, CORE.c.id == h.foreign.reading)
    ),
    "table made up": lambda s, _: _found(
        s, sa.select(Location.id, _MADE_UP.c.section).join(_MADE_UP, sa.true())
    ),
    "text": lambda s, h: s.execute(h.raw).all(),
    "text as a column": lambda s, h: _found(s, sa.select(Location.id, sa.text(f"({h.raw})"))),
    "text as a literal": lambda s, h: _found(
        s, sa.select(Location.id, sa.literal_column(f"({h.raw})"))
    ),
    "text as an entity": lambda s, h: _found(s, sa.select(Reading.section).from_statement(h.raw)),
    "union of columns": lambda s, h: _found(s, sa.union(h.section, sa.select(Location.name))),
    "bulk INSERT": lambda s, h: s.execute(
        sa.insert(Location), [{"studio_id": h.foreign.studio, "name": "x"}]
    ),
    "INSERT from SELECT": lambda s, h: s.execute(
        sa.insert(Location).from_select(
            ["studio_id", "name"], sa.select(Reading.studio_id, Reading.section).where(h.is_it)
        )
    ),
    "bulk UPDATE by keys": lambda s, h: s.execute(
        sa.update(Reading), [{"id": h.foreign.reading, "section": "x"}]
    ),
    "UPDATE from another table": lambda s, h: _changed(
        s,
        sa.update(Location)
        .where(h.here, h.is_it, Reading.studio_id >= Location.studio_id)
        .values(name=Reading.section),
    ),
    "add": lambda s, h: _add(s, Location(name="x"), studio_id=h.foreign.studio),
    "change": _rename,
    "delete": _remove,
    "move": _move,
    "merge": _merge,
    "refresh": _refresh,
    "another studio": lambda s, _: _add(s, Studio(slug="x", name="x")),
    "person": lambda s, h: s.get(Person, h.foreign.person),
    "people": lambda s, _: _found(s, sa.select(Person)),
    "changed person": _rename_a_person,
    "changed people": lambda s, _: _changed(s, sa.update(Person).values(name="x")),
    "documents": lambda s, _: _found(s, sa.select(Document.json)),
    "sign-ins": lambda s, _: _found(s, sa.select(SignIn)),
    "counters": lambda s, _: _found(s, sa.select(Throttle)),
}


def _reading(hunt: Hunt, **changes: Any) -> Reading:
    """A reading of one's own, but for the changes."""
    values: dict[str, Any] = {
        "membership_id": hunt.own.membership,
        "title_id": hunt.own.title,
        "edition_id": hunt.own.edition,
        "section": "shoes",
        "revision": 1,
        "at": LONG_AGO,
    }
    return Reading(**values | changes)


def _hand_over(session: StudioSession, hunt: Hunt) -> int:
    row = _reading(hunt)
    _add(session, row)
    return _add(session, row, membership_id=hunt.foreign.membership)


# In a session of one's own rows.
REFUSED_TO_COLLEAGUES: dict[str, Vector] = {
    "add": lambda s, h: _add(s, _reading(h, membership_id=h.foreign.membership)),
    "hand over": _hand_over,
}

# References across studios, which the database itself cannot hold.
IMPOSSIBLE: dict[str, Vector] = {
    "read another's title": lambda s, h: _add(s, _reading(h, title_id=h.foreign.title)),
    "read another's edition": lambda s, h: _add(s, _reading(h, edition_id=h.foreign.edition)),
    "read as another's member": lambda s, h: _add(
        s, _reading(h, membership_id=h.foreign.membership)
    ),
    "withdraw another's invitation": lambda s, h: _add(
        s,
        Withdrawal(invitation_id=h.foreign.invitation, withdrawn_by=h.own.membership, at=LONG_AGO),
    ),
    "let another end a stay": lambda s, h: s.execute(
        sa.update(Stay)
        .where(Stay.membership_id == h.own.membership)
        .values(ended_by=h.foreign.membership)
    ),
    "teach at another's location": lambda s, h: _add(
        s, s.get_one(Membership, h.own.membership), location_id=h.foreign.location
    ),
    "take over an id": lambda s, h: _add(s, Location(name="x"), id=h.foreign.location),
}
