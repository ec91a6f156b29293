"""The demo studio as it is made: its places, its lesson in two editions, its people."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy.orm import Session

from quizzes.parts import PartRef
from trainer.accounts.models.invitation import Invitation
from trainer.demo.cast import CAST, Cast
from trainer.demo.events import tell
from trainer.demo.history import History
from trainer.demo.papers import order_papers
from trainer.demo.releases import changed_row, earlier, lesson_of_the_demo
from trainer.editions import catalogue
from trainer.editions.models.edition import Document, Edition, Title
from trainer.handouts.stock import ask_for_bases
from trainer.onboarding.models.assignment import Assignment
from trainer.tenancy.models.membership import Joining, Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import StudioSession

SLUG, STUDIO = "harbour-pilates", "Harbour Pilates"
FIRST_RELEASE = dt.timedelta(days=60)
SECOND_RELEASE = dt.timedelta(days=6)
ASSIGNED = dt.timedelta(days=12)


def make(session: StudioSession, at: dt.datetime) -> None:
    """Make the studio with all that its people have done; the session sees every studio."""
    studio = Studio(slug=SLUG, name=STUDIO)
    people = {each: _person(each) for each in CAST}
    session.add_all([studio, *people.values()])
    session.flush()
    first = _adopt(session, studio.id, at)
    with session.within(studio.id) as rows:
        _fill(rows, {each: person.id for each, person in people.items()}, first, at)


def _person(each: Cast) -> Person:
    # Nobody knows these passwords: the demo signs in by one click.
    return Person(email=each.email, name=each.name, password_hash=secrets.token_hex())


def _adopt(session: StudioSession, studio_id: int, at: dt.datetime) -> Edition:
    """The first edition of the lesson; what the second will hold is kept as well."""
    name, package = lesson_of_the_demo()
    releases = catalogue.packages() | {name: earlier(package) or package}
    Document.keep(session, package)
    return catalogue.adopt(session, studio_id, at - FIRST_RELEASE, releases)[0]


def _fill(session: Session, people: dict[Cast, int], first: Edition, at: dt.datetime) -> None:
    """Let its people in, and have them do what they have done."""
    places = {name: _location(session, name) for name in ("Quay", "Mill")}
    members = {
        each: _member(session, each, person, places[each.where].id, at)
        for each, person in people.items()
    }
    editions = _teach(session, first, members, at)
    order_papers(session, members, editions, at)
    ask_for_bases(session, at)
    _assign(session, first.title_id, members, at)
    invitation = _invite(session, places["Mill"].id, at)
    tell(session, members, invitation, at)


def _location(session: Session, name: str) -> Location:
    location = Location(name=name)
    session.add(location)
    session.flush()
    return location


def _member(
    session: Session, each: Cast, person_id: int, location_id: int, at: dt.datetime
) -> Membership:
    came = at - dt.timedelta(days=each.days, hours=1)
    return Membership.enter(session, Joining(person_id, each.role, location_id), came)


def _teach(
    session: Session, first: Edition, members: dict[Cast, Membership], at: dt.datetime
) -> dict[int, Edition]:
    """Both editions by number, and what each of the cast did in theirs."""
    _, package = lesson_of_the_demo()
    before = earlier(package)
    editions = {1: first, 2: first}
    _study(session, members, editions[1], at, number=1)
    if before is not None:
        title = session.get_one(Title, first.title_id)
        row = PartRef("docket_row", str(changed_row(package.lesson)))
        material = frozenset({row})
        editions[2] = title.publish(session, package, at - SECOND_RELEASE, material=material)
    _study(session, members, editions[2], at, number=2)
    for each in CAST:
        if each.caught_up and before is not None:
            History(session, members[each], editions[2], at).catch_up(each)
    return editions


def _study(
    session: Session,
    members: dict[Cast, Membership],
    edition: Edition,
    at: dt.datetime,
    number: int,
) -> None:
    for each in CAST:
        if each.edition == number:
            History(session, members[each], edition, at).study(each)


def _assign(
    session: Session, title_id: int, members: dict[Cast, Membership], at: dt.datetime
) -> None:
    """Everybody has thirty days; who is overdue had a day of their own."""
    manager = next(member for each, member in members.items() if each.role is Role.MANAGER)
    for each, member in members.items():
        if each.due_days_ago is not None:
            own = Assignment(
                title_id=title_id,
                membership_id=member.id,
                due_on=(at - dt.timedelta(days=each.due_days_ago)).date(),
                assigned_by=manager.id,
                at=at - ASSIGNED,
            )
            session.add(own)
    everybody = Assignment(title_id=title_id, due_days=30, assigned_by=manager.id, at=at - ASSIGNED)
    session.add(everybody)
    session.flush()


def _invite(session: Session, location_id: int, at: dt.datetime) -> Invitation:
    invitation = Invitation.make(
        at - dt.timedelta(days=2),
        email="ines@harbour.example.com",
        name="Inês Carvalho",
        role=Role.INSTRUCTOR,
        location_id=location_id,
    )
    session.add(invitation)
    session.flush()
    return invitation
