"""A page asks the database as often for a large studio as for a small one."""

from __future__ import annotations

import pytest
from flask import Flask

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.conftest import SignIn
from tests.trainer.duties import assign_to, teach
from tests.trainer.world import LONG_AGO, member_of
from trainer.accounts.models.invitation import Invitation
from trainer.editions.models.edition import Document, Origin, Title
from trainer.study.models.reading import Reading
from trainer.tenancy.models.membership import Joining, Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import EVERY, StudioSession

LESSON = "/harbour/lessons/feet"
# Some pages tell more: where everybody stands; a board also whether its manager's own print is
# under way, and an owner's home which accounts were taken back.
MOST = {
    ("mia", f"{LESSON}/board"): 14,
    ("mia", "/harbour/"): 16,
    ("olga", "/harbour/"): 17,
}
OTHERS_MOST = 12


def grow(app: Flask) -> None:
    """Give Harbour five more people, lessons, locations and invitations."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        studio_id = member_of(session, "harbour", "ana").studio_id
        for number in range(5):
            _add(session, studio_id, number)
        session.commit()


def _add(session: StudioSession, studio_id: int, number: int) -> None:
    person = Person(email=f"p{number}@example.com", name=f"P {number}", password_hash="x")
    location = Location(name=f"Hall {number}")
    title = Title(slug=f"feet-{number}", origin=Origin.SHIPPED)
    invitation = Invitation.make(LONG_AGO, email="i@example.com", name="I", role=Role.INSTRUCTOR)
    location.studio_id = title.studio_id = invitation.studio_id = studio_id
    session.add_all([person, location, title, invitation])
    session.flush()
    package = Package(lesson=a_lesson(title=f"Feet {number}"))
    Document.keep(session, package)
    joining = Joining(person.id, Role.INSTRUCTOR, location.id)
    bruno = member_of(session, "harbour", "bruno")
    with session.within(studio_id) as rows:
        edition = title.publish(rows, package, LONG_AGO)
        for reader in (Membership.enter(rows, joining, LONG_AGO), bruno):
            Reading.record(rows, reader.id, edition, "the-spring", LONG_AGO)


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("olga", "/harbour/"),
        ("mia", "/harbour/"),
        ("bruno", "/harbour/"),
        ("mia", "/harbour/memberships"),
        ("mia", "/harbour/invitations/new"),
        ("mia", f"{LESSON}/board"),
        ("mia", "/harbour/assignments"),
        ("mia", "/harbour/assignments/new"),
        ("olga", "/harbour/settings"),
        ("bruno", "/harbour/lessons"),
        ("bruno", LESSON),
        ("bruno", "/harbour/lessons/feet/sections/the-spring"),
        ("bruno", "/harbour/lessons/feet/source"),
        ("bruno", f"{LESSON}/delta"),
        ("bruno", f"{LESSON}/copies"),
    ],
)
def test_a_page_asks_no_more_when_the_studio_grows(
    app: Flask, sign_in: SignIn, queries: list[str], who: str, page: str
) -> None:
    client, asked = sign_in(who), []

    for change in (lambda _: None, grow):
        change(app)
        client.get(page)
        queries.clear()
        assert client.get(page).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= MOST.get((who, page), OTHERS_MOST)


@pytest.mark.parametrize("who", ["ana", "mia", "olga"])
@pytest.mark.parametrize("page", ["/harbour/", LESSON])
def test_a_page_asks_no_more_when_much_is_due(
    app: Flask, sign_in: SignIn, queries: list[str], who: str, page: str
) -> None:
    client, asked = sign_in(who), []

    for more in (0, 6):
        for number in range(more):
            teach(app, slug := f"knees-{number}", f"Knees {number}")
            assign_to(app, LONG_AGO.date(), slug=slug)
            assign_to(app, LONG_AGO.date())
        client.get(page)
        queries.clear()
        assert client.get(page).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= MOST.get((who, page), OTHERS_MOST)
