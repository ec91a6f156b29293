"""The places where a studio teaches."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.trainer.conftest import Look, MemberId, SignIn
from tests.trainer.page_text import values, words
from trainer.staff.views.locations import TAKEN
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.studio import Location, Studio

HALL = sa.select(Location.id).where(Location.name == "Harbour Hall")


def hall(look: Look) -> str:
    """The address of Harbour's one location."""
    return f"/harbour/locations/{look(HALL)[0]}"


def names(look: Look) -> list[str]:
    """Every location of Harbour, by name."""
    statement = sa.select(Location.name).join(Studio, Studio.id == Location.studio_id)
    return look(statement.where(Studio.slug == "harbour").order_by(Location.name))


def test_a_location_is_added(sign_in: SignIn, look: Look) -> None:
    answer = sign_in("olga").post(
        "/harbour/locations", data={"name": "  Old  Mill "}, follow_redirects=True
    )

    assert "Old Mill is added." in words(answer)
    assert names(look) == ["Harbour Hall", "Old Mill"]


def test_a_location_is_renamed(sign_in: SignIn, look: Look) -> None:
    olga = sign_in("olga")
    assert values(olga.get(f"{hall(look)}/edit"))["name"] == "Harbour Hall"

    answer = olga.post(f"{hall(look)}/edit", data={"name": "Quay"}, follow_redirects=True)

    assert "Quay is saved." in words(answer)
    assert names(look) == ["Quay"]


def test_a_location_may_change_only_its_capitals(sign_in: SignIn, look: Look) -> None:
    answer = sign_in("olga").post(f"{hall(look)}/edit", data={"name": "harbour hall"})

    assert answer.status_code == 303


@pytest.mark.parametrize("name", ["", "   ", "h" * 81])
def test_a_name_that_will_not_do_is_kept_in_the_form(
    sign_in: SignIn, look: Look, name: str
) -> None:
    olga = sign_in("olga")

    for address in ("/harbour/locations", f"{hall(look)}/edit"):
        answer = olga.post(address, data={"name": name})

        assert answer.status_code == 422
        assert values(answer)["name"] == name.strip()
    assert names(look) == ["Harbour Hall"]


@pytest.mark.parametrize("taken", ["Élan Vital", "ÉLAN VITAL", "Straße"])
def test_two_locations_cannot_share_a_name(sign_in: SignIn, look: Look, taken: str) -> None:
    olga = sign_in("olga")
    for name in ("Élan Vital", "STRASSE"):
        olga.post("/harbour/locations", data={"name": name})

    for address in ("/harbour/locations", f"{hall(look)}/edit"):
        answer = olga.post(address, data={"name": taken})

        assert answer.status_code == 422
        assert TAKEN in words(answer)
        assert values(answer)["name"] == taken


def test_a_name_of_another_studio_is_free(sign_in: SignIn, look: Look) -> None:
    sign_in("olga").post("/harbour/locations", data={"name": "Ridge Hall"})

    assert names(look) == ["Harbour Hall", "Ridge Hall"]


def test_whoever_teaches_at_a_removed_location_stays(
    sign_in: SignIn, look: Look, member_id: MemberId
) -> None:
    olga, ana = sign_in("olga"), member_id("ana")
    form = {"role": "instructor", "location": str(look(HALL)[0])}
    olga.post(f"/harbour/memberships/{ana}/edit", data=form)
    olga.post("/harbour/invitations", data=form | {"name": "Nina", "email": "nina@example.com"})

    answer = olga.post(f"{hall(look)}/removal", follow_redirects=True)

    assert "Harbour Hall is removed. Its people are still in the studio." in words(answer)
    assert names(look) == []
    assert look(sa.select(Membership.location_id).where(Membership.id == ana)) == [None]
    assert sign_in("ana").get("/harbour/").status_code == 200


def test_a_location_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    olga = sign_in("olga")

    assert olga.get("/harbour/locations/999/edit").status_code == 404
    assert olga.post("/harbour/locations/999/edit", data={"name": "x"}).status_code == 404
    assert olga.post("/harbour/locations/999/removal").status_code == 404


def test_a_location_that_lessons_were_assigned_to_stays_on_record(
    sign_in: SignIn, look: Look
) -> None:
    olga, where = sign_in("olga"), f"location-{look(HALL)[0]}"
    form = {"title": "feet", "whom": where, "due": "days", "due_days": "14"}
    assert olga.post("/harbour/assignments", data=form).status_code == 303

    answer = olga.post(f"{hall(look)}/removal")

    assert answer.status_code == 422
    assert "Lessons were assigned to Harbour Hall" in words(answer)
    assert values(answer)["name"] == "Harbour Hall"
    assert names(look) == ["Harbour Hall"]
