"""Roles, coming, going, and the owner that a studio keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.trainer.conftest import Look, MemberId
from tests.trainer.world import LONG_AGO, member_of
from tests.waiting import until
from trainer.tenancy.models.membership import Joining, Membership, Role, Stay
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import has_another_owner
from trainer.tenancy.scope import StudioSession

Harbour = Callable[[], StudioSession]
LATER = LONG_AGO + dt.timedelta(days=30)


@pytest.mark.parametrize(
    ("granter", "granted"),
    [
        (Role.INSTRUCTOR, set()),
        (Role.MANAGER, {Role.INSTRUCTOR, Role.MANAGER}),
        (Role.OWNER, {Role.INSTRUCTOR, Role.MANAGER, Role.OWNER}),
    ],
)
def test_a_role_is_given_by_managers_up_to_their_own(granter: Role, granted: set[Role]) -> None:
    assert {role for role in Role if granter.may_grant(role)} == granted


def test_whoever_is_here_stays_as_they_are(every: StudioSession) -> None:
    olga = member_of(every, "harbour", "olga")

    with every.within(olga.studio_id) as rows:
        again = Membership.enter(rows, Joining(olga.person_id, Role.INSTRUCTOR), LATER)

    assert (again.id, again.role) == (olga.id, Role.OWNER)


def test_coming_back_opens_a_second_stay_in_the_new_role(every: StudioSession) -> None:
    gus = member_of(every, "harbour", "gus")

    with every.within(gus.studio_id) as rows:
        Membership.enter(rows, Joining(gus.person_id, Role.MANAGER), LATER)

    stays = every.scalars(sa.select(Stay).where(Stay.membership_id == gus.id).order_by(Stay.from_))
    assert [(stay.from_, stay.until) for stay in stays] == [
        (LONG_AGO, LONG_AGO + dt.timedelta(days=9)),
        (LATER, None),
    ]
    assert gus.role == Role.MANAGER


def test_leaving_says_when_and_by_whose_hand(every: StudioSession) -> None:
    ana, mia = member_of(every, "harbour", "ana"), member_of(every, "harbour", "mia")

    ana.leave(every, LATER, by=mia.id)

    (stay,) = every.scalars(sa.select(Stay).where(Stay.membership_id == ana.id))
    assert (stay.until, stay.ended_by) == (LATER, mia.id)
    assert not ana.is_here(every)


def test_two_stays_cannot_be_open_at_once(every: StudioSession) -> None:
    ana = member_of(every, "harbour", "ana")
    stay = Stay(membership_id=ana.id, from_=LATER)
    stay.studio_id = ana.studio_id
    every.add(stay)

    with pytest.raises(IntegrityError):
        every.flush()


@pytest.fixture
def harbour(app: Flask, look: Look) -> Harbour:
    """Sessions that see Harbour alone."""
    (studio,) = look(sa.select(Studio.id).where(Studio.slug == "harbour"))
    return lambda: StudioSession(app.extensions["storage"].write, studio)


def test_an_owner_who_has_left_does_not_count(harbour: Harbour, member_id: MemberId) -> None:
    gus, olga = member_id("gus"), member_id("olga")

    with harbour() as session:
        session.get_one(Membership, gus).role = Role.OWNER
        assert not has_another_owner(session, session.get_one(Membership, olga))


def test_two_owners_who_step_down_at_once_cannot_both(
    harbour: Harbour, look: Look, member_id: MemberId
) -> None:
    owners = [member_id("olga"), member_id("mia")]
    with harbour() as session:
        session.get_one(Membership, owners[1]).role = Role.OWNER
        session.commit()
    asked = Event()

    def step_down(member: int, pause: float) -> bool:
        with harbour() as session:
            row = session.get_one(Membership, member)
            may = has_another_owner(session, row)
            asked.set()
            sleep(pause)
            row.role = Role.MANAGER if may else Role.OWNER
            session.commit()
        return may

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(step_down, owners[0], 0.3)
        until("the first has asked", asked.is_set)
        quick = pool.submit(step_down, owners[1], 0)

    assert [slow.result(), quick.result()] == [True, False]
    assert look(sa.select(Membership.role).where(Membership.id == owners[1])) == [Role.OWNER]
