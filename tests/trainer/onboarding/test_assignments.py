"""Assigning lessons, and taking assignments back."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.page_text import values, words
from trainer.clock import now
from trainer.onboarding.models.assignment import Assignment, Recall
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import StudioSession

ASSIGNMENTS = "/harbour/assignments"
IN_TWO_WEEKS = {"title": "feet", "whom": "all", "due": "days", "due_days": "14", "due_on": ""}
DAY = now().date() + dt.timedelta(days=60)
ON_A_DAY = {"title": "feet", "whom": "all", "due": "on", "due_days": "", "due_on": f"{DAY}"}

# The first and last that may be chosen on 11 March 2026, and one beyond each.
DAYS = {"2026-03-10": 422, "2026-03-11": 303, "2028-03-10": 303, "2028-03-11": 422}


def made(look: Look) -> list[Assignment]:
    """Every assignment, the oldest first."""
    return look(sa.select(Assignment).order_by(Assignment.id))


def test_a_lesson_is_assigned_to_everybody_by_a_day(sign_in: SignIn, look: Look) -> None:
    page = sign_in("mia").post(ASSIGNMENTS, data=ON_A_DAY, follow_redirects=True)

    (assignment,) = made(look)
    assert (assignment.due_on, assignment.due_days) == (DAY, None)
    assert (assignment.membership_id, assignment.location_id) == (None, None)
    assert f"Everybody, 5 people. Due {DAY:%-d %B %Y}" in words(page)


def test_a_lesson_is_assigned_to_one_person_by_days_from_the_start(
    sign_in: SignIn, look: Look, member_id: MemberId
) -> None:
    form = IN_TWO_WEEKS | {"whom": f"person-{member_id('ana')}"}

    page = sign_in("mia").post(ASSIGNMENTS, data=form, follow_redirects=True)

    (assignment,) = made(look)
    assert (assignment.membership_id, assignment.due_days) == (member_id("ana"), 14)
    assert "Ana Sousa, 1 person. Due 14 days from the start" in words(page)


def test_a_lesson_is_assigned_to_a_location_that_nobody_teaches_at_yet(
    sign_in: SignIn, look: Look
) -> None:
    hall = look(sa.select(Location.id).where(Location.name == "Harbour Hall"))[0]

    page = sign_in("mia").post(
        ASSIGNMENTS, data=IN_TWO_WEEKS | {"whom": f"location-{hall}"}, follow_redirects=True
    )

    assert made(look)[0].location_id == hall
    assert "Harbour Hall, 0 people." in words(page)


@ON_SQLITE
@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        ({"due_on": "2026-01-01"}, "That day is over. Choose today or a later day."),
        ({"due_on": ""}, "Choose the day it is due."),
        ({"due_on": "soon"}, "There is no such day. Choose one, or write year, month and day:"),
        ({"due_on": "2027-02-29"}, "There is no such day."),
        ({"due_on": "10000-01-01"}, "There is no such day."),
        ({"due_on": "2206-11-30"}, "That day is more than 730 days away. Check the year."),
        ({"due_on": "9999-12-31"}, "That day is more than 730 days away. Check the year."),
        ({"due_on": f"{now().date() + dt.timedelta(days=733)}"}, "more than 730 days away."),
        ({"due_on": "0026-12-03"}, "That day is over. Choose today or a later day."),
        ({"due_on": "9" * 5000}, "There is no such day."),
        ({"due": "days"}, "Write how many days they have."),
        ({"due": "days", "due_days": "0"}, "Write a number of days from 1 to 730."),
        ({"due": "days", "due_days": "731"}, "Write a number of days from 1 to 730."),
        ({"due": "days", "due_days": "1,000"}, "“1,000” can be read in two ways."),
        ({"due": "days", "due_days": "4.5"}, "Write a whole number."),
        ({"due": "days", "due_days": "1_4"}, "That is not a number."),
        ({"due": "days", "due_days": "9" * 5000}, "That is longer than 40 characters."),
        ({"due": "never"}, "Not a valid choice."),
        ({"title": "hands"}, "Not a valid choice."),
        ({"whom": "location-999"}, "Not a valid choice."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_is_kept(
    sign_in: SignIn, look: Look, wrong: dict[str, str], mistake: str
) -> None:
    typed = ON_A_DAY | wrong

    answer = sign_in("mia").post(ASSIGNMENTS, data=typed)

    assert answer.status_code == 422
    assert mistake in words(answer)
    assert values(answer)["due_on"] == typed["due_on"]
    assert made(look) == []


@ON_SQLITE
@pytest.mark.parametrize(
    "typed", ["14", "１４", "\u0661\u0664", " 14 days", "14,0", "\u200f14"], ids=ascii
)
def test_days_are_written_in_digits_of_every_language(
    sign_in: SignIn, look: Look, typed: str
) -> None:
    answer = sign_in("mia").post(ASSIGNMENTS, data=IN_TWO_WEEKS | {"due_days": typed})

    assert answer.status_code == 303
    assert made(look)[0].due_days == 14


@ON_SQLITE
def test_a_day_is_written_in_digits_of_every_language(sign_in: SignIn, look: Look) -> None:
    arabic = str(DAY).translate({ord(str(digit)): 0x0660 + digit for digit in range(10)})
    wide = str(DAY).translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789-"})
    mia = sign_in("mia")

    answers = [mia.post(ASSIGNMENTS, data=ON_A_DAY | {"due_on": day}) for day in (arabic, wide)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [each.due_on for each in made(look)] == [DAY, DAY]


@pytest.mark.parametrize("who", ["gus", "rhea"])
def test_nothing_is_assigned_to_whoever_has_left_or_was_never_here(
    sign_in: SignIn, look: Look, who: str
) -> None:
    names = sa.select(Membership.id).where(Membership.person.has(email=f"{who}@example.com"))

    answer = sign_in("mia").post(ASSIGNMENTS, data=ON_A_DAY | {"whom": f"person-{look(names)[0]}"})

    assert answer.status_code == 422
    assert made(look) == []


@ON_SQLITE
def test_a_calendar_shows_no_day_that_would_be_refused(
    sign_in: SignIn, every: StudioSession, clock: Clock
) -> None:
    every.execute(sa.update(Studio).values(time_zone="Pacific/Kiritimati"))
    every.commit()
    clock.at = dt.datetime(2026, 3, 10, 10, 30, tzinfo=dt.UTC)
    mia = sign_in("mia")

    page = mia.get(f"{ASSIGNMENTS}/new").text

    assert 'min="2026-03-11"' in page
    assert 'max="2028-03-10"' in page
    sent = {day: mia.post(ASSIGNMENTS, data=ON_A_DAY | {"due_on": day}).status_code for day in DAYS}
    assert sent == DAYS


def test_a_link_may_name_the_person_and_the_lesson(sign_in: SignIn, member_id: MemberId) -> None:
    ana = member_id("ana")

    page = sign_in("mia").get(f"{ASSIGNMENTS}/new?person={ana}&title=feet").text

    assert f'<option selected value="person-{ana}">' in page


def test_an_assignment_is_taken_back_once(sign_in: SignIn, look: Look) -> None:
    mia = sign_in("mia")
    mia.post(ASSIGNMENTS, data=ON_A_DAY)
    recall = f"{ASSIGNMENTS}/{made(look)[0].id}/recall"

    answers = [mia.post(recall).status_code for _ in range(2)]

    assert answers == [303, 410]
    assert len(look(sa.select(Recall))) == 1
    assert "Nothing is assigned yet" in words(mia.get(ASSIGNMENTS))


def test_assignments_are_found_by_whom_they_are_for(sign_in: SignIn, member_id: MemberId) -> None:
    mia = sign_in("mia")
    mia.post(ASSIGNMENTS, data=ON_A_DAY)
    mia.post(ASSIGNMENTS, data=IN_TWO_WEEKS | {"whom": f"person-{member_id('ana')}"})

    assert "1 of 2 assignments" in words(mia.get(f"{ASSIGNMENTS}?query=sousa"))
    assert "No assignment matches" in words(mia.get(f"{ASSIGNMENTS}?query=nobody"))


def test_as_many_queries_list_many_assignments_as_one(sign_in: SignIn, queries: list[str]) -> None:
    mia = sign_in("mia")
    counts = []
    for more in (1, 6):
        for _ in range(more):
            mia.post(ASSIGNMENTS, data=ON_A_DAY)
        mia.get(ASSIGNMENTS)
        queries.clear()
        mia.get(ASSIGNMENTS)
        counts.append(len(queries))

    assert counts[0] == counts[1]
