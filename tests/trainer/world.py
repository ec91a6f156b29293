"""The world that every test of the app starts in: two studios and seven people.

Harbour is taught in by Ana and Bruno, managed by Mia and owned by Olga. Zoe owns Ridge and is an
instructor in Harbour. Gus has left Harbour. Rhea teaches in Ridge. All their addresses are proven.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from quizzes.package import Package
from tests.trainer.syllabus import a_package
from trainer.accounts.models.invitation import Invitation
from trainer.accounts.models.proof import How, Proof
from trainer.accounts.passwords import hash_password
from trainer.editions.models.edition import Document, Edition, Origin, Title
from trainer.study.models.reading import Reading
from trainer.tenancy.models.membership import Joining, Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import StudioSession

PASSWORD = "four plain words here"
LONG_AGO = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
PEOPLE = {
    "ana": "Ana Sousa",
    "bruno": "Bruno Keller",
    "mia": "Mia Novak",
    "olga": "Olga Lind",
    "zoe": "Zoe Hart",
    "gus": "Gus Moran",
    "rhea": "Rhea Singh",
}


def email(who: str) -> str:
    """Somebody's address."""
    return f"{who}@example.com"


def make_world(session: StudioSession) -> None:
    """Fill an empty database; the session sees every studio."""
    people = _people(session)
    harbour, ridge = _studio(session, "harbour"), _studio(session, "ridge")
    _join(session, harbour, people, {"ana": Role.INSTRUCTOR, "bruno": Role.INSTRUCTOR})
    _join(session, harbour, people, {"mia": Role.MANAGER, "olga": Role.OWNER})
    _join(session, harbour, people, {"zoe": Role.INSTRUCTOR, "gus": Role.INSTRUCTOR})
    _join(session, ridge, people, {"zoe": Role.OWNER, "rhea": Role.INSTRUCTOR})
    member_of(session, "harbour", "gus").leave(session, LONG_AGO + dt.timedelta(days=9), by=4)
    for studio, reader in ((harbour, "bruno"), (ridge, "rhea")):
        package = a_package(title=f"Feet in {studio.name}")
        Document.keep(session, package)
        member = member_of(session, studio.slug, reader)
        with session.within(studio.id) as rows:
            _read(rows, _teach(rows, package), member)
            _invite(rows, studio)
    session.commit()


def member_of(session: Session, studio: str, who: str) -> Membership:
    """Somebody's membership in a studio."""
    return (
        session.query(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Studio, Studio.id == Membership.studio_id)
        .where(Studio.slug == studio, Person.email == email(who))
        .one()
    )


def _people(session: Session) -> dict[str, Person]:
    hashed = hash_password(PASSWORD)
    people = {
        who: Person(email=email(who), name=name, password_hash=hashed)
        for who, name in PEOPLE.items()
    }
    session.add_all(people.values())
    session.flush()
    return people


def _studio(session: StudioSession, slug: str) -> Studio:
    studio = Studio(slug=slug, name=slug.title())
    session.add(studio)
    session.flush()
    with session.within(studio.id) as rows:
        rows.add(Location(name=f"{studio.name} Hall"))
    return studio


def _join(
    session: StudioSession, studio: Studio, people: dict[str, Person], roles: dict[str, Role]
) -> None:
    joining = [Joining(people[who].id, role) for who, role in roles.items()]
    with session.within(studio.id) as rows:
        for each in joining:
            member = Membership.enter(rows, each, LONG_AGO)
            rows.add(Proof(membership_id=member.id, how=How.WORD, at=LONG_AGO))


def _teach(session: Session, package: Package) -> Edition:
    """Each studio teaches a lesson of its own words, which must not be seen in the other."""
    title = Title(slug="feet", origin=Origin.SHIPPED, upstream="feet")
    session.add(title)
    session.flush()
    return title.publish(session, package, LONG_AGO)


def _read(session: Session, edition: Edition, member: Membership) -> None:
    Reading.record(session, member.id, edition, "the-spring", LONG_AGO + dt.timedelta(days=1))


def _invite(session: Session, studio: Studio) -> None:
    invitation = Invitation.make(
        dt.datetime.now(dt.UTC),
        email=f"guest-of-{studio.slug}@example.com",
        name=f"Guest of {studio.name}",
        role=Role.INSTRUCTOR,
        invited_by=None,
    )
    session.add(invitation)
