"""Ways round a studio's filter that are refused, by the session or by the database."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from tests.trainer.vectors.hunt import CORE, MADE_UP, Hunt, Vector, changed, found
from tests.trainer.world import LONG_AGO
from trainer.accounts.models.invitation import Closing
from trainer.editions.models.edition import Document
from trainer.study.models.reading import Reading
from trainer.tables import Base
from trainer.tenancy.models.membership import Membership, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.models.throttle import Throttle
from trainer.tenancy.scope import EVERY, StudioSession


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
    "Core UPDATE": lambda s, _: changed(s, sa.update(CORE).values(section="x")),
    "Core DELETE": lambda s, _: changed(s, sa.delete(CORE)),
    "Core INSERT": lambda s, h: s.execute(
        sa.insert(Base.metadata.tables["location"]).values(studio_id=h.foreign.studio, name="x")
    ),
    "Core in a subquery": lambda s, h: found(
        s, sa.select(Location.id).where(sa.literal(h.foreign.reading).in_(sa.select(CORE.c.id)))
    ),
    "Core in a join": lambda s, h: found(
        s, sa.select(Location.id, CORE.c.section).join(CORE, CORE.c.id == h.foreign.reading)
    ),
    "Core as an entity": lambda s, _: found(s, sa.select(Location.id, CORE).join(CORE, sa.true())),
    "Core beside an alias": lambda s, _: found(
        s, sa.select((it := aliased(Reading)).id, CORE).join_from(it, CORE, sa.true())
    ),
    "Core in a join that names no column": lambda s, _: found(
        s, sa.select(Location.id).join(CORE, sa.true())
    ),
    "alias of Core": lambda s, _: found(s, sa.select(Location.id).join(CORE.alias(), sa.true())),
    "Core in FROM": lambda s, _: s.scalar(
        sa.select(sa.func.count(Location.id)).select_from(sa.join(Location, CORE, sa.true()))
    ),
    "Core that exists": lambda s, _: found(
        s, sa.select(Location.id).where(sa.exists().select_from(CORE))
    ),
    "Core in an UPDATE": lambda s, _: changed(
        s,
        sa.update(Location).values(
            name=sa.select(sa.func.count()).select_from(CORE).scalar_subquery()
        ),
    ),
    "another entity in an UPDATE": lambda s, _: changed(
        s, sa.update(Location).where(sa.exists().select_from(Reading)).values(name="x")
    ),
    "table made up": lambda s, _: found(
        s, sa.select(Location.id, MADE_UP.c.section).join(MADE_UP, sa.true())
    ),
    "text": lambda s, h: s.execute(h.raw).all(),
    "text as a column": lambda s, h: found(s, sa.select(Location.id, sa.text(f"({h.raw})"))),
    "text as a literal": lambda s, h: found(
        s, sa.select(Location.id, sa.literal_column(f"({h.raw})"))
    ),
    "text as an entity": lambda s, h: found(s, sa.select(Reading.section).from_statement(h.raw)),
    "union of columns": lambda s, h: found(s, sa.union(h.section, sa.select(Location.name))),
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
    "UPDATE from another table": lambda s, h: changed(
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
    "people": lambda s, _: found(s, sa.select(Person)),
    "changed person": _rename_a_person,
    "changed people": lambda s, _: changed(s, sa.update(Person).values(name="x")),
    "documents": lambda s, _: found(s, sa.select(Document.json)),
    "sign-ins": lambda s, _: found(s, sa.select(SignIn)),
    "counters": lambda s, _: found(s, sa.select(Throttle)),
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
        Closing(
            invitation_id=h.foreign.invitation,
            how="withdrawn",
            closed_by=h.own.membership,
            at=LONG_AGO,
        ),
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
