"""The demo studio: Harbour Pilates, its two locations and ten people at different stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from trainer.accounts.models.reset import Reset
from trainer.accounts.models.second_factor import SecondFactor, SpentCode
from trainer.clock import now
from trainer.demo.cast import CAST
from trainer.demo.making import SLUG, make
from trainer.storage.base import Base, Tenant
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.dissolution import Dissolution
from trainer.tenancy.models.membership import IS_HERE, Membership, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

__all__ = ["SLUG", "DemoPerson", "ensure", "people", "reset"]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as with one click."""

    id: int
    name: str
    role_name: str
    where: str
    story: str


def people() -> list[DemoPerson]:
    """The cast as it is on the first page: those who have not left."""
    with unscoped() as session:
        found = session.execute(_HERE.with_only_columns(Person.email, Person.id))
        ids = dict(found.all())
    return [
        DemoPerson(ids[each.email], each.name, each.role.title(), each.where, each.story)
        for each in CAST
        if each.email in ids
    ]


def ensure() -> None:
    """Make the demo studio if it is not there."""
    with unscoped() as session:
        is_there = session.scalars(sa.select(Studio.id).where(Studio.slug == SLUG)).first()
    if is_there is None:
        _begin_anew(clear=lambda _: None)


def reset() -> None:
    """Put the demo studio back to its first day; other studios are not touched."""
    _begin_anew(clear=_remove)


def _begin_anew(clear: Callable[[StudioSession], None]) -> None:
    # A conflict: somebody has made it anew in this very moment, which does as well.
    with suppress(IntegrityError), unscoped(writes=True) as session:
        clear(session)
        make(session, now())
        session.commit()


def _remove(session: StudioSession) -> None:
    demo = sa.select(Studio.id).where(Studio.slug == SLUG).with_for_update()
    studio_id = session.scalars(demo).one_or_none()
    if studio_id is None:
        return
    person_ids = session.scalars(_MEMBERS.with_only_columns(Person.id)).all()
    Dissolution.begin(session, studio_id, now())
    _forget_links(session, studio_id, person_ids)
    for model in _children_first():
        session.execute(sa.delete(model).where(model.studio_id == studio_id))
    session.execute(sa.delete(SignIn).where(SignIn.person_id.in_(person_ids)))
    _forget_people(session, person_ids)
    session.execute(sa.delete(Studio).where(Studio.id == studio_id))


def _forget_links(session: StudioSession, studio_id: int, people: Sequence[int]) -> None:
    """Links to a new password, for them or handed over by one of them."""
    members = sa.select(Membership.id).where(Membership.studio_id == studio_id)
    theirs = sa.or_(Reset.person_id.in_(people), Reset.made_by.in_(members))
    session.execute(sa.delete(Reset).where(theirs))


def _forget_people(session: StudioSession, people: Sequence[int]) -> None:
    """Those who are in no other studio, with what guards their sign-in."""
    elsewhere = sa.select(Membership.person_id)
    gone = sa.select(Person.id).where(Person.id.in_(people), Person.id.not_in(elsewhere))
    factors = sa.select(SecondFactor.id).where(SecondFactor.person_id.in_(gone))
    session.execute(sa.delete(SpentCode).where(SpentCode.factor_id.in_(factors)))
    session.execute(sa.delete(SecondFactor).where(SecondFactor.person_id.in_(gone)))
    session.execute(sa.delete(Person).where(Person.id.in_(gone)))


def _children_first() -> list[type[Tenant]]:
    models = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    ordered = (models[table] for table in reversed(Base.metadata.sorted_tables))
    return [model for model in ordered if issubclass(model, Tenant)]


_MEMBERS = (
    sa.select(Person)
    .join(Membership, Membership.person_id == Person.id)
    .join(Studio, Studio.id == Membership.studio_id)
    .where(Studio.slug == SLUG)
)

_HERE = _MEMBERS.join(Stay, IS_HERE)
