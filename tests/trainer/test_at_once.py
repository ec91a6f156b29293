"""Every form, sent twenty times at once: nobody meets an error, and one row is one row."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.burst_table import (
    ASSIGNMENT,
    BURSTS,
    GUEST,
    HERE,
    MEMBER,
    NEW,
    add_a_location,
    invite_one,
)
from tests.trainer.bursts import Burst, Sent
from tests.trainer.conftest import Invite, Look, MemberId, SignIn
from tests.trainer.ground import Ground
from tests.trainer.scene import Scene
from trainer.accounts.models.invitation import Closing
from trainer.editions import catalogue
from trainer.onboarding.models.assignment import Assignment
from trainer.staff.views import invitations, locations
from trainer.tenancy.models.studio import Location

# Two forms that decide about the same thing, every other time.


def accepted_or_withdrawn(s: Scene) -> Burst:
    link, made = s.invited()
    withdrawal = Sent(s.sign_in("mia"), f"{HERE}/invitations/{made}/withdrawal")
    return Burst((Sent(None, link, NEW), withdrawal), s.rows(Closing))


def accepted_or_inviter_gone(s: Scene) -> Burst:
    olga, mia = s.sign_in("olga"), s.member_id("mia")
    olga.post(f"{HERE}/memberships/{mia}/edit", data=MEMBER | {"role": "owner"})
    link, _ = s.invited()
    gone = Sent(s.sign_in("mia"), f"{HERE}/memberships/{s.member_id('olga')}/departure")
    return Burst((Sent(None, link, NEW), gone), s.rows(Closing))


def location_removed_or_chosen(s: Scene) -> Burst:
    hall, olga = s.hall(), s.sign_in("olga")
    at_hall = {"location": str(hall)}
    sent = (
        Sent(olga, f"{HERE}/locations/{hall}/removal"),
        Sent(olga, f"{HERE}/invitations", GUEST | at_hall),
        Sent(olga, f"{HERE}/memberships/{s.member_id('ana')}/edit", MEMBER | at_hall),
        Sent(olga, f"{HERE}/locations/{hall}/edit", {"name": "Pier"}),
    )
    return Burst(sent, s.rows(Location, Location.id == hall), many=0)


def location_removed_or_assigned(s: Scene) -> Burst:
    hall, olga = s.hall(), s.sign_in("olga")
    path = f"{HERE}/assignments"
    sent = (
        Sent(olga, path, ASSIGNMENT | {"whom": f"location-{hall}"}),
        Sent(olga, f"{HERE}/locations/{hall}/removal"),
    )

    def torn() -> list[int]:
        """Assignments to a location that is not there."""
        found = s.look(sa.select(Assignment.location_id))
        return [each for each in found if each not in s.look(sa.select(Location.id))]

    return Burst(sent, torn, many=0)


PAIRS = {
    "acceptance and withdrawal": accepted_or_withdrawn,
    "acceptance and departure of the inviter": accepted_or_inviter_gone,
    "a location removed, and chosen": location_removed_or_chosen,
    "a location removed, and assigned to": location_removed_or_assigned,
}


@pytest.fixture(autouse=True)
def _small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "packages", lambda: {"feet": Package(lesson=a_lesson())})


@pytest.fixture
def scene(app: Flask, sign_in: SignIn, look: Look, member_id: MemberId, invite: Invite) -> Scene:
    """The world, in which an error is answered as it is to a browser."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return Scene(app, sign_in, look, member_id, invite)


def unlisted(app: Flask) -> set[str]:
    """Forms that no burst is made of, and bursts of no form."""
    forms = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    return forms ^ BURSTS.keys()


def test_every_form_has_a_burst(app: Flask) -> None:
    assert unlisted(app) == set()


def test_a_new_form_without_a_burst_is_noticed(own_ground: Ground) -> None:
    app = own_ground.app
    app.add_url_rule("/planted", endpoint="planted.create", view_func=str, methods=["POST"])

    assert unlisted(app) == {"planted.create"}


@pytest.mark.parametrize("endpoint", BURSTS)
def test_a_form_sent_by_many_at_once_fails_nobody(scene: Scene, endpoint: str) -> None:
    assert BURSTS[endpoint](scene).faults(scene.app) == []


@pytest.mark.parametrize("pair", PAIRS)
def test_two_forms_about_one_thing_at_once_fail_nobody(scene: Scene, pair: str) -> None:
    assert PAIRS[pair](scene).faults(scene.app) == []


def test_a_rule_that_is_not_asked_is_caught_by_the_unique_row(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "_is_free", lambda *_, **__: True)
    one_name = Burst(add_a_location(scene).sent[:1], scene.rows(Location, Location.name == "Mill"))

    assert one_name.faults(scene.app) == []


def test_a_conflict_that_nothing_catches_is_noticed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the bursts are there to find, planted: neither rule nor net."""
    monkeypatch.setattr(locations, "_is_free", lambda *_, **__: True)
    monkeypatch.delitem(scene.app.error_handler_spec[None][None], IntegrityError)
    one_name = Burst(add_a_location(scene).sent[:1], scene.rows(Location, Location.name == "Mill"))

    assert one_name.faults(scene.app) == ["19 answers of 500"]


def test_a_rule_that_no_unique_row_backs_is_noticed_when_it_is_not_asked(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another: each of them finds that nobody has invited the guest."""
    monkeypatch.setattr(invitations, "open_invitation", lambda *_: None)

    (fault,) = invite_one(scene).faults(scene.app)

    assert fault.startswith("20 rows in place of 1")
