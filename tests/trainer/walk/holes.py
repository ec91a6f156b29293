"""Holes: faults that somebody could make in the app, each of which the walk must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from flask import Flask, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from tests.trainer.walk.judge import Fault
from tests.trainer.walk.table import EXPECTED, Row
from trainer.accounts.models.invitation import Invitation
from trainer.clock import now
from trainer.debate.models.stance import Stance
from trainer.editions.models.edition import Title
from trainer.study.models.practice import Practice
from trainer.study.models.reading import Reading
from trainer.tenancy import access
from trainer.tenancy.access import current_member, studio_session, unscoped, visitor
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.policy import POLICIES, Policy, Who
from trainer.tenancy.visitor import _VISITOR

Plant = Callable[[Flask, pytest.MonkeyPatch], None]
View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Hole:
    """A fault of the app, the endpoint where it shows, and what the walk must call it."""

    plant: Plant
    fault: Fault
    endpoint: str = "front.show"


def _read_by_core(membership_id: int) -> ResponseReturnValue:
    person, membership = Person.__table__, Membership.__table__
    found = sa.select(person.c.name).join(membership, membership.c.person_id == person.c.id)
    with unscoped() as session:
        name = session.scalar(found.where(membership.c.id == membership_id))
    return str(name or abort(404))


def _list_every_studio() -> ResponseReturnValue:
    with unscoped() as session:
        return " ".join(session.scalars(sa.select(Studio.name)))


def _show_the_password_hash() -> ResponseReturnValue:
    with unscoped() as session:
        return session.get_one(Person, visitor().person_id).password_hash


def _flash_a_strangers_name() -> ResponseReturnValue:
    with unscoped() as session:
        flash(session.scalars(sa.select(Person.name).order_by(Person.id.desc())).first() or "")
    return redirect("/account", 303)


def _delete_blindly(location_id: int) -> ResponseReturnValue:
    with unscoped(writes=True) as session:
        session.execute(sa.delete(Location).where(Location.id == location_id))
        session.commit()
    return redirect("/", 303)


def _invite_to_the_studio_of_the_body() -> ResponseReturnValue:
    made = Invitation.make(now(), email="a@example.com", name="A", role=Role.INSTRUCTOR)
    made.studio_id = request.form.get("studio_id", current_member().studio_id, int)
    with unscoped(writes=True) as session:
        session.add(made)
        session.commit()
    return redirect("/", 303)


def _read_as_the_member_of_the_body(**_: str) -> ResponseReturnValue:
    reader = request.form.get("membership_id", current_member().membership_id, int)
    with unscoped(writes=True) as session:
        session.execute(
            sa.update(Reading).where(Reading.membership_id == reader).values(section="shoes")
        )
        session.commit()
    return redirect("/", 303)


def _list_practices(**_: str) -> ResponseReturnValue:
    with unscoped() as session:
        return " ".join(session.scalars(sa.select(Practice.words)))


def _forget_the_stances_of_the_member_of_the_body(**_: str) -> ResponseReturnValue:
    whose = request.form.get("membership_id", current_member().membership_id, int)
    with unscoped(writes=True) as session:
        session.execute(sa.delete(Stance).where(Stance.membership_id == whose))
        session.commit()
    return redirect("/", 303)


def _note_a_visit(**_: str) -> ResponseReturnValue:
    with unscoped(writes=True) as session:
        session.get_one(SignIn, visitor().sign_in_id).device = "seen"
        session.commit()
    return "a page"


def _expect_one(slug: str) -> ResponseReturnValue:
    return studio_session().scalars(sa.select(Title.slug).where(Title.slug == slug)).one()


def _refuse() -> ResponseReturnValue:
    abort(422)


def _takes_the_role_from_anywhere(_: Flask, patch: pytest.MonkeyPatch) -> None:
    def admit(policy: Policy) -> None:
        roles = sa.select(Membership.role).where(Membership.person_id == visitor().person_id)
        with unscoped() as session:
            highest = max(Who[Role(role).name] for role in session.scalars(roles))
        if visitor().member is None or highest < policy.who:
            abort(404)

    patch.setattr(access, "_admit_to_studio", admit)


def _shows_colleagues_their_rows(_: Flask, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(access, "_sees_own_alone", lambda policy, role: False)


def _lets_in_who_has_left(_: Flask, patch: pytest.MonkeyPatch) -> None:
    without_stays = str(_VISITOR).replace(" AND stay.until IS NULL", "")
    patch.setattr("trainer.tenancy.visitor._VISITOR", sa.text(without_stays))


def _lets_a_manager_change_an_owner(_: Flask, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Role, "may_grant", lambda self, other: True)


def _lowers_a_policy(_: Flask, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(POLICIES, "settings.edit", Policy(Who.MANAGER))


def _has_a_route_that_nobody_listed(app: Flask, _: pytest.MonkeyPatch) -> None:
    app.add_url_rule("/<studio>/reformers", "reformers.index", _list_every_studio)


def _has_a_route_that_the_walk_does_not_know(app: Flask, patch: pytest.MonkeyPatch) -> None:
    app.add_url_rule("/<studio>/reformers", "reformers.index", _list_every_studio)
    patch.setitem(POLICIES, "reformers.index", Policy(Who.INSTRUCTOR))


def _has_a_parameter_that_names_nothing(app: Flask, patch: pytest.MonkeyPatch) -> None:
    app.add_url_rule("/<studio>/reformers/<int:reformer_id>", "reformers.show", _read_by_core)
    patch.setitem(POLICIES, "reformers.show", Policy(Who.INSTRUCTOR))
    patch.setitem(EXPECTED, "reformers.show", Row(Who.INSTRUCTOR))


def _view(endpoint: str, fault: Fault, view: View) -> Hole:
    """A hole that is a view in the place of ours."""

    def plant(app: Flask, _: pytest.MonkeyPatch) -> None:
        app.view_functions[endpoint] = view

    return Hole(plant, fault, endpoint)


HOLES = {
    "reads by Core": _view("memberships.show", Fault.LEAK, _read_by_core),
    "lists every studio": _view("studios.index", Fault.LEAK, _list_every_studio),
    "shows a password hash": _view("accounts.edit", Fault.LEAK, _show_the_password_hash),
    "carries a name in the cookie": _view("accounts.update", Fault.LEAK, _flash_a_strangers_name),
    "shows colleagues their rows": Hole(
        _shows_colleagues_their_rows, Fault.LEAK, "memberships.show"
    ),
    "opens a colleague's attempt": Hole(
        _shows_colleagues_their_rows, Fault.STATUS, "attempts.show"
    ),
    "shows what a colleague noticed": _view("exercises.show", Fault.LEAK, _list_practices),
    "forgets the stances of the member of the body": _view(
        "stances.create", Fault.WRITE, _forget_the_stances_of_the_member_of_the_body
    ),
    "deletes blindly": _view("locations.destroy", Fault.WRITE, _delete_blindly),
    "takes the studio from the body": _view(
        "invitations.create", Fault.WRITE, _invite_to_the_studio_of_the_body
    ),
    "takes the member from the body": _view(
        "readings.create", Fault.WRITE, _read_as_the_member_of_the_body
    ),
    "writes when it is asked to show": _view("lessons.show", Fault.WRITE, _note_a_visit),
    "lets a manager change an owner": Hole(
        _lets_a_manager_change_an_owner, Fault.WRITE, "memberships.update"
    ),
    "breaks on what is not there": _view("lessons.show", Fault.CRASH, _expect_one),
    "takes the role from anywhere": Hole(
        _takes_the_role_from_anywhere, Fault.STATUS, "settings.edit"
    ),
    "lets in who has left": Hole(_lets_in_who_has_left, Fault.STATUS, "homes.show"),
    "asks for too low a role": Hole(_lowers_a_policy, Fault.STATUS, "settings.edit"),
    "answers nothing but errors": _view("studios.index", Fault.UNREACHED, _refuse),
}

# An app takes no further route once it has answered, so that these need one of their own.
ROUTES = {
    "has a route that nobody listed": Hole(_has_a_route_that_nobody_listed, Fault.TABLE),
    "has a route unknown to the walk": Hole(_has_a_route_that_the_walk_does_not_know, Fault.TABLE),
    "has a parameter that names nothing": Hole(_has_a_parameter_that_names_nothing, Fault.TABLE),
}
