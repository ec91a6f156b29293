"""The people of a studio: found, looked at, and given a role and a location."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.trainer.conftest import Look, MemberId, SignIn
from tests.trainer.page_text import values, words
from trainer.staff.forms.membership import LAST_OWNER
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.studio import Location

PEOPLE = "/harbour/memberships"


def location_id(look: Look, name: str) -> str:
    """The id of a location, as a form sends it."""
    return str(look(sa.select(Location.id).where(Location.name == name))[0])


def role(look: Look, member: int) -> str:
    """The role that a member has now."""
    found: str = look(sa.select(Membership.role).where(Membership.id == member))[0]
    return found


def test_everybody_who_is_here_is_listed(sign_in: SignIn) -> None:
    page = words(sign_in("mia").get(PEOPLE))

    assert "5 people" in page
    for name in ("Ana Sousa", "Bruno Keller", "Mia Novak", "Olga Lind", "Zoe Hart"):
        assert name in page
    assert "Gus Moran" not in page


def test_each_person_is_shown_with_how_far_they_are(sign_in: SignIn) -> None:
    page = words(sign_in("mia").get(PEOPLE))

    assert "Bruno Keller Instructor Doing 1 of 2 3 March 2026" in page
    assert "Ana Sousa Instructor Not started" in page


@pytest.mark.parametrize("query", ["brun", "KELLER", "bruno@example", "  Bruno "])
def test_people_are_found_by_part_of_a_name_or_address(sign_in: SignIn, query: str) -> None:
    page = sign_in("mia").get(PEOPLE, query_string={"query": query})

    assert "1 of 5 people" in words(page)
    assert "Bruno Keller" in words(page)
    assert values(page)["query"] == query.strip()


def test_letters_beyond_english_are_found_in_either_case(sign_in: SignIn) -> None:
    sign_in("ana").post("/account", data={"name": "Éléonore Ångström"})

    page = sign_in("mia").get(PEOPLE, query_string={"query": "éléonore ån"})

    assert "Éléonore Ångström" in words(page)


@pytest.mark.parametrize("query", ["%", "_", "\\", "'; drop table person; --"])
def test_signs_of_the_database_mean_nothing_in_a_search(sign_in: SignIn, query: str) -> None:
    page = sign_in("mia").get(PEOPLE, query_string={"query": query})

    assert "Nobody matches" in words(page)
    assert "0 of 5 people" in words(page)


def test_people_are_filtered_by_where_they_stand(sign_in: SignIn) -> None:
    page = sign_in("mia").get(PEOPLE, query_string={"state": "doing"})

    assert "1 of 5 people" in words(page)
    assert values(page)["state"] == "doing"


def test_a_state_that_nobody_is_in_says_so(sign_in: SignIn) -> None:
    page = sign_in("mia").get(PEOPLE, query_string={"state": "read"})

    assert "Nobody matches" in words(page)


def test_invitations_that_wait_are_listed(sign_in: SignIn) -> None:
    assert "Guest of Harbour" in words(sign_in("mia").get(PEOPLE))


def test_one_person_is_shown_with_what_they_read(sign_in: SignIn, member_id: MemberId) -> None:
    page = words(sign_in("mia").get(f"{PEOPLE}/{member_id('bruno')}"))

    assert "3 March 2026 Read The spring Feet in Harbour, edition 1 08:30" in page
    assert "Since 2 March 2026" in page


def test_somebody_who_left_is_shown_and_cannot_be_changed(
    sign_in: SignIn, member_id: MemberId
) -> None:
    mia, gus = sign_in("mia"), f"{PEOPLE}/{member_id('gus')}"

    assert "has left" in words(mia.get(gus))
    assert "2 March 2026 to 11 March 2026" in words(mia.get(gus))
    assert mia.get(f"{gus}/edit").status_code == 404


def test_an_instructor_sees_their_own_record(sign_in: SignIn, member_id: MemberId) -> None:
    page = sign_in("bruno").get(f"{PEOPLE}/{member_id('bruno')}")

    assert "The spring" in words(page)
    assert "Edit role" not in words(page)


def test_the_form_shows_what_is_so_now(sign_in: SignIn, member_id: MemberId) -> None:
    page = sign_in("mia").get(f"{PEOPLE}/{member_id('ana')}/edit")

    assert (values(page)["role"], values(page)["location"]) == ("instructor", "")
    assert "Owner" not in words(page)


def test_a_role_and_a_location_are_saved(sign_in: SignIn, member_id: MemberId, look: Look) -> None:
    mia, ana = sign_in("mia"), f"{PEOPLE}/{member_id('ana')}"
    form = {"role": "manager", "location": location_id(look, "Harbour Hall")}

    answer = mia.post(f"{ana}/edit", data=form, follow_redirects=True)

    assert "Ana Sousa is saved." in words(answer)
    assert "Manager, Harbour Hall" in words(answer)


def test_a_new_role_counts_at_the_next_request(sign_in: SignIn, member_id: MemberId) -> None:
    olga, ana, mia = sign_in("olga"), sign_in("ana"), sign_in("mia")
    assert (ana.get(PEOPLE).status_code, mia.get(PEOPLE).status_code) == (403, 200)

    olga.post(f"{PEOPLE}/{member_id('ana')}/edit", data={"role": "manager", "location": ""})
    olga.post(f"{PEOPLE}/{member_id('mia')}/edit", data={"role": "instructor", "location": ""})

    assert (ana.get(PEOPLE).status_code, mia.get(PEOPLE).status_code) == (200, 403)


@pytest.mark.parametrize("wrong", [{"role": "owner"}, {"role": "admin"}, {"role": ""}])
def test_a_manager_cannot_give_a_role_above_their_own(
    sign_in: SignIn, member_id: MemberId, look: Look, wrong: dict[str, str]
) -> None:
    ana = member_id("ana")

    answer = sign_in("mia").post(f"{PEOPLE}/{ana}/edit", data={"location": ""} | wrong)

    assert answer.status_code == 422
    assert role(look, ana) == Role.INSTRUCTOR


@pytest.mark.parametrize("location", ["0", "999", "x", "Ridge Hall"])
def test_only_a_location_of_the_studio_can_be_chosen(
    sign_in: SignIn, member_id: MemberId, look: Look, location: str
) -> None:
    chosen = location_id(look, location) if " " in location else location
    form = {"role": "manager", "location": chosen}

    answer = sign_in("mia").post(f"{PEOPLE}/{member_id('ana')}/edit", data=form)

    assert answer.status_code == 422
    assert values(answer)["role"] == "manager"
    assert role(look, member_id("ana")) == Role.INSTRUCTOR


def test_a_manager_cannot_change_an_owner(sign_in: SignIn, member_id: MemberId) -> None:
    mia, olga = sign_in("mia"), f"{PEOPLE}/{member_id('olga')}/edit"

    assert mia.get(olga).status_code == 403
    assert mia.post(olga, data={"role": "instructor", "location": ""}).status_code == 403


def test_the_last_owner_stays_an_owner(sign_in: SignIn, member_id: MemberId, look: Look) -> None:
    olga = member_id("olga")
    form = {"role": "manager", "location": ""}

    answer = sign_in("olga").post(f"{PEOPLE}/{olga}/edit", data=form)

    assert answer.status_code == 422
    assert LAST_OWNER in words(answer)
    assert role(look, olga) == Role.OWNER


def test_an_owner_may_step_down_when_there_is_another(sign_in: SignIn, member_id: MemberId) -> None:
    olga = sign_in("olga")
    olga.post(f"{PEOPLE}/{member_id('mia')}/edit", data={"role": "owner", "location": ""})

    form = {"role": "instructor", "location": ""}
    olga.post(f"{PEOPLE}/{member_id('olga')}/edit", data=form)

    assert olga.get(PEOPLE).status_code == 403


def test_an_id_too_long_for_the_database_is_not_found(sign_in: SignIn) -> None:
    assert sign_in("mia").get(f"{PEOPLE}/{10**30}").status_code == 404
