"""What happened in a studio, as its owners see it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import Invite, Look, MemberId, SignIn
from tests.trainer.page_text import links, values, words
from tests.trainer.world import LONG_AGO, email, member_of
from trainer.accounts.models.invitation import Invitation
from trainer.staff.queries.events import A_PAGE
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import EVERY, StudioSession

EVENTS = "/harbour/events"
PEOPLE = "/harbour/memberships"
LOOKS = {"name": "Harbour", "colour": "#3c6a5a", "paper": "A4", "time_zone": "Europe/London"}
INVITED = {"name": "Nina Park", "email": email("nina"), "role": "instructor", "location": ""}


@pytest.fixture
def olga(sign_in: SignIn) -> FlaskClient:
    """The owner of Harbour."""
    return sign_in("olga")


def fill(app: Flask, many: int) -> None:
    """So many locations were added, long ago."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        by = member_of(session, "harbour", "mia")
        for number in range(1, many + 1):
            event = Event(kind=EventKind.LOCATION, became=f"Hall {number}")
            event.studio_id, event.done_by, event.at = by.studio_id, by.id, LONG_AGO
            session.add(event)
            session.flush()
        session.commit()


def test_a_studio_in_which_nothing_happened_says_what_will_be_here(olga: FlaskClient) -> None:
    page = words(olga.get(EVENTS))

    assert "What happened here 0 entries" in page
    assert "Nothing yet" in page


def test_the_way_there_is_in_the_settings(olga: FlaskClient) -> None:
    assert EVENTS in links(olga.get("/harbour/settings"))


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 403), ("mia", 403), ("zoe", 403), ("rhea", 404)]
)
def test_it_is_for_owners(sign_in: SignIn, who: str, status: int) -> None:
    assert sign_in(who).get(EVENTS).status_code == status


def test_people_who_come_go_and_change_are_told_with_who_did_it(
    sign_in: SignIn, olga: FlaskClient, app: Flask, invite: Invite, member_id: MemberId
) -> None:
    mia, ana = sign_in("mia"), member_id("ana")

    mia.post("/harbour/invitations", data=INVITED)
    app.test_client().post(
        invite("rob"), data={"name": "Rob Ek", "password": "four words to come in"}
    )
    olga.post(f"{PEOPLE}/{ana}/edit", data={"role": "manager", "location": "1"})
    olga.post(f"{PEOPLE}/{member_id('bruno')}/departure")

    page = words(olga.get(EVENTS)).replace(" ,", ",")  # a name is a link of its own
    assert "5 entries" in page
    assert "Invited Nina Park, as instructor By Mia Novak" in page
    assert "Joined Rob Ek, as instructor" in page
    assert "Role Ana Sousa, from instructor to manager By Olga Lind" in page
    assert "Moved Ana Sousa, from no fixed location to Harbour Hall By Olga Lind" in page
    assert "Left Bruno Keller By Olga Lind" in page


def test_an_invitation_taken_back_is_told(olga: FlaskClient, look: Look) -> None:
    (newest,) = look(sa.select(Invitation.id).where(Invitation.studio_id == 1))

    olga.post(f"/harbour/invitations/{newest}/withdrawal")

    assert "Withdrawn The invitation for Guest of Harbour By Olga Lind" in words(olga.get(EVENTS))


def test_settings_and_locations_are_told_as_they_were_and_became(
    olga: FlaskClient, look: Look
) -> None:
    (hall,) = look(sa.select(Location.id).where(Location.studio_id == 1))

    olga.post("/harbour/settings", data=LOOKS | {"name": "Quay", "paper": "Letter"})
    olga.post("/harbour/settings", data=LOOKS | {"name": "Quay", "paper": "Letter"})
    olga.post(f"/harbour/locations/{hall}/edit", data={"name": "Quay Hall"})
    olga.post(f"/harbour/locations/{hall}/edit", data={"name": "Quay Hall"})
    olga.post(f"/harbour/locations/{hall}/removal")
    olga.post("/harbour/locations", data={"name": "Mill"})

    page = words(olga.get(EVENTS))
    assert "5 entries" in page
    assert "Settings Studio name, from Harbour to Quay" in page
    assert "Settings Paper, from A4 to Letter" in page
    assert "Location Harbour Hall, renamed to Quay Hall" in page
    assert "Location Quay Hall, removed" in page
    assert "Location Mill, added" in page


def test_a_print_run_is_told(olga: FlaskClient, member_id: MemberId) -> None:
    ticked = [member_id("ana"), member_id("bruno")]

    olga.post("/harbour/lessons/feet/print-runs", data={"membership": ticked})

    assert "Printed 2 handouts of Feet in Harbour By Olga Lind" in words(olga.get(EVENTS))


def test_what_is_not_kept_is_not_told(
    olga: FlaskClient, member_id: MemberId, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(StudioSession, "commit", fail)

    with pytest.raises(RuntimeError):
        olga.post(f"{PEOPLE}/{member_id('bruno')}/departure")

    assert look(sa.select(Event.kind)) == []


def test_a_page_has_fifty_and_leads_to_older_ones(app: Flask, olga: FlaskClient) -> None:
    fill(app, A_PAGE * 2 + 1)

    pages = [words(olga.get(EVENTS, query_string={"page": n})) for n in (1, 2, 3)]

    assert "101 entries" in pages[0]
    assert [page.count("Location Hall") for page in pages] == [A_PAGE, A_PAGE, 1]
    assert "Location Hall 101, added" in pages[0]
    assert "Location Hall 1, added" in pages[2]
    assert "Newer" not in pages[0]
    assert "Older" not in pages[2]


@pytest.mark.parametrize("odd", ["0", "-3", "99", "9" * 30, "one", "\u0665"])
def test_a_page_that_is_not_there_is_one_that_is(app: Flask, olga: FlaskClient, odd: str) -> None:
    fill(app, 2)

    answer = olga.get(EVENTS, query_string={"page": odd})

    assert answer.status_code == 200
    assert "Hall 2, added" in words(answer)


def test_it_is_searched_by_name_and_narrowed_to_a_kind(
    app: Flask, olga: FlaskClient, member_id: MemberId
) -> None:
    fill(app, 3)
    olga.post("/harbour/invitations", data=INVITED)
    olga.post(f"{PEOPLE}/{member_id('bruno')}/departure")

    by_guest = olga.get(EVENTS, query_string={"query": "NINA"})
    by_member = words(olga.get(EVENTS, query_string={"query": "keller"}))
    by_doer = words(olga.get(EVENTS, query_string={"query": "Mia"}))
    of_kind = words(olga.get(EVENTS, query_string={"kind": "left"}))
    in_vain = words(olga.get(EVENTS, query_string={"query": "nobody", "kind": "left"}))

    assert "1 of 5 entries" in words(by_guest)
    assert "Invited Nina Park" in words(by_guest)
    assert values(by_guest)["query"] == "NINA"
    assert "1 of 5 entries" in by_member
    assert "3 of 5 entries" in by_doer
    assert "1 of 5 entries" in of_kind
    assert "0 of 5 entries" in in_vain
    assert "Nothing matches" in in_vain


def test_the_search_stays_when_one_turns_the_page(app: Flask, olga: FlaskClient) -> None:
    fill(app, A_PAGE + 1)

    older = links(olga.get(EVENTS, query_string={"query": "mia", "kind": "location"}))

    assert f"{EVENTS}?query=mia&kind=location&page=2" in older


def test_it_is_told_in_the_studios_time(app: Flask, olga: FlaskClient, clock: Clock) -> None:
    olga.post("/harbour/settings", data=LOOKS | {"time_zone": "Pacific/Auckland"})
    fill(app, 1)

    assert "2 March 2026" in words(olga.get(EVENTS))
    assert ">21:30</time>" in olga.get(EVENTS).text


def test_the_page_asks_no_more_when_more_has_happened(
    app: Flask, olga: FlaskClient, queries: list[str]
) -> None:
    asked = []
    for many in (1, 30):
        fill(app, many)
        olga.get(EVENTS)
        queries.clear()
        olga.get(EVENTS, query_string={"query": "mia"})
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 12


def test_another_studio_is_told_nothing_of_it(
    app: Flask, sign_in: SignIn, olga: FlaskClient, member_id: MemberId
) -> None:
    olga.post(f"{PEOPLE}/{member_id('bruno')}/departure")

    assert "0 entries" in words(sign_in("zoe").get("/ridge/events"))


def test_a_person_who_left_is_still_named(olga: FlaskClient, member_id: MemberId) -> None:
    olga.post(f"{PEOPLE}/{member_id('mia')}/departure")

    assert f"{PEOPLE}/{member_id('mia')}" in links(olga.get(EVENTS))
