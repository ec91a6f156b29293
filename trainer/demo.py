"""The demo studio: Harbour Pilates, its two locations and ten people at different stages."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer import shipped
from trainer.access import unscoped
from trainer.clock import now
from trainer.models.base import Base, Tenant
from trainer.models.edition import Edition, package
from trainer.models.invitation import Invitation
from trainer.models.membership import Joining, Membership, Role, Stay
from trainer.models.person import Person
from trainer.models.reading import Reading
from trainer.models.sign_in import SignIn
from trainer.models.studio import Location, Studio

SLUG = "harbour-pilates"
ALL = 99


@dataclass(frozen=True)
class Cast:
    """One of the people: here for ``days``; the last of ``read`` sections is ``ago`` hours old."""

    name: str
    role: Role
    where: str
    story: str
    days: int
    read: int = 0
    ago: int = 0

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.name.split()[0].lower()}@harbour.example.com"


CAST = (
    Cast("Marta Lindqvist", Role.OWNER, "Quay", "Owns both locations", 59, ALL, 400),
    Cast("Tomasz Zieliński", Role.MANAGER, "Mill", "Looks after new instructors", 56, ALL, 300),
    Cast("Ana Sousa", Role.INSTRUCTOR, "Quay", "Has read the whole lesson", 45, ALL, 26),
    Cast("Bruno Keller", Role.INSTRUCTOR, "Quay", "Halfway through", 18, 4, 3),
    Cast("Chiyo Tanaka", Role.INSTRUCTOR, "Mill", "Has not started yet", 4),
    Cast("Dana Whitfield", Role.INSTRUCTOR, "Mill", "Finished a week ago", 31, ALL, 170),
    Cast("Elif Kaya", Role.INSTRUCTOR, "Quay", "Nearly done", 24, 7, 20),
    Cast("Farid Haddad", Role.INSTRUCTOR, "Mill", "Read one section last week", 15, 1, 190),
    Cast("Greta Olsen", Role.INSTRUCTOR, "Quay", "Joined this morning", 0),
    Cast("Hugo Martín", Role.INSTRUCTOR, "Mill", "Reads between two classes", 6, 3, 1),
)


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
    with unscoped(writes=True) as session:
        if session.scalars(sa.select(Studio).where(Studio.slug == SLUG)).one_or_none() is None:
            _make(session, now())
            session.commit()


def reset() -> None:
    """Put the demo studio back to its first day; other studios are not touched."""
    with unscoped(writes=True) as session:
        _remove(session)
        _make(session, now())
        session.commit()


def _make(session: Session, at: dt.datetime) -> None:
    studio = Studio(slug=SLUG, name="Harbour Pilates")
    session.add(studio)
    session.flush()
    places = {name: _location(session, studio, name) for name in ("Quay", "Mill")}
    editions = shipped.adopt(session, studio.id, at - dt.timedelta(days=60))
    for each in CAST:
        came = at - dt.timedelta(days=each.days, hours=1)
        member = _member(session, studio, each, places[each.where].id, came)
        _read(session, member, editions[0], each, at)
    _invite(session, studio, places["Mill"].id, at)


def _location(session: Session, studio: Studio, name: str) -> Location:
    location = Location(name=name)
    location.studio_id = studio.id
    session.add(location)
    session.flush()
    return location


def _member(
    session: Session, studio: Studio, each: Cast, location_id: int, at: dt.datetime
) -> Membership:
    # Nobody knows these passwords: the demo signs in by one click.
    person = Person(email=each.email, name=each.name, password_hash=secrets.token_hex())
    session.add(person)
    session.flush()
    return Membership.enter(session, studio.id, Joining(person.id, each.role, location_id), at)


def _read(
    session: Session, member: Membership, edition: Edition, each: Cast, at: dt.datetime
) -> None:
    sections = package(session, edition.id, edition.document_sha256).lesson.sections[: each.read]
    for back, section in enumerate(reversed(sections)):
        when = at - dt.timedelta(hours=each.ago, minutes=9 * back)
        Reading.record(session, member.id, edition, section.ref, when)


def _invite(session: Session, studio: Studio, location_id: int, at: dt.datetime) -> None:
    invitation = Invitation.make(
        at - dt.timedelta(days=2),
        email="ines@harbour.example.com",
        name="Inês Carvalho",
        role=Role.INSTRUCTOR,
        location_id=location_id,
    )
    invitation.studio_id = studio.id
    session.add(invitation)


def _remove(session: Session) -> None:
    studio_id = session.scalars(sa.select(Studio.id).where(Studio.slug == SLUG)).one_or_none()
    if studio_id is None:
        return
    person_ids = session.scalars(_MEMBERS.with_only_columns(Person.id)).all()
    for model in _children_first():
        session.execute(sa.delete(model).where(model.studio_id == studio_id))
    session.execute(sa.delete(SignIn).where(SignIn.person_id.in_(person_ids)))
    elsewhere = sa.select(Membership.person_id)
    session.execute(sa.delete(Person).where(Person.id.in_(person_ids), Person.id.not_in(elsewhere)))
    session.execute(sa.delete(Studio).where(Studio.id == studio_id))


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

_HERE = _MEMBERS.join(Stay, Stay.membership_id == Membership.id).where(Stay.until.is_(None))
