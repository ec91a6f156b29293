"""The demo studio: made once, and put back to its first day without touching anything else."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa
from flask import Flask

from lessons.checking import problems
from lessons.loading import SHIPPED, load_lesson
from quizzes.package import Package
from tests.builders import a_lesson, a_section
from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, SignIn
from tests.trainer.world import LONG_AGO
from trainer import demo
from trainer.accounts.models.reset import Reset, Route
from trainer.accounts.models.second_factor import SecondFactor, SpentCode
from trainer.demo.releases import earlier
from trainer.editions import catalogue
from trainer.staff.queries.roster import roster
from trainer.storage.base import Base
from trainer.storage.engines import Storage
from trainer.study.models.reading import Reading
from trainer.tenancy.models.event import Event
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import EVERY, StudioSession


@pytest.fixture(autouse=True)
def _nine_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = tuple(a_section(ref=f"part-{n}", title=f"Part {n}") for n in range(9))
    packages = {"feet": Package(lesson=a_lesson(sections=sections))}
    monkeypatch.setattr(catalogue, "packages", lambda: packages)


@pytest.fixture
def shown(app: Flask) -> None:
    """The demo is there."""
    with app.app_context():
        demo.ensure()


def outside(app: Flask) -> dict[str, list[str]]:
    """Every row that does not belong to the demo or its people, by table."""
    storage: Storage = app.extensions["storage"]
    with StudioSession(storage.read, EVERY) as session:
        studio = session.scalars(sa.select(Studio.id).where(Studio.slug == demo.SLUG)).one()
        return {
            table.name: sorted(
                repr(tuple(row))
                for row in session.execute(sa.select(table))
                if row._mapping.get("studio_id") != studio
                and not any(mark in repr(row) for mark in (demo.SLUG, "@harbour.example.com"))
            )
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.usefixtures("shown")
def test_asking_twice_makes_one_demo(app: Flask, look: Look) -> None:
    with app.app_context():
        demo.ensure()

    assert len(look(sa.select(Studio).where(Studio.slug == demo.SLUG))) == 1
    assert len(look(sa.select(Person).where(Person.email.endswith("harbour.example.com")))) == 10


@pytest.mark.usefixtures("shown")
def test_the_cast_is_an_owner_a_manager_and_eight_instructors(app: Flask) -> None:
    with app.app_context():
        people = demo.people()

    roles = Counter(each.role_name for each in people)
    assert roles == {"Owner": 1, "Manager": 1, "Instructor": 8}
    assert {each.where for each in people} == {"Quay", "Mill"}
    assert len({each.story for each in people}) == 10


@pytest.mark.usefixtures("shown")
def test_its_people_are_at_different_stages(every: StudioSession, look: Look) -> None:
    (studio,) = look(sa.select(Studio.id).where(Studio.slug == demo.SLUG))
    with StudioSession(every.get_bind(), studio) as session:
        rows = roster(session)

    assert {row.state for row in rows} == {"not_started", "doing", "read"}
    assert sorted(row.progress[0].read for row in rows) == [0, 0, 1, 3, 4, 7, 9, 9, 9, 9]
    assert all(row.last_at > row.since for row in rows if row.last_at)


@pytest.mark.usefixtures("shown")
def test_its_owner_sees_what_happened_in_the_order_in_which_it_did(look: Look) -> None:
    (studio,) = look(sa.select(Studio.id).where(Studio.slug == demo.SLUG))

    events = look(sa.select(Event).where(Event.studio_id == studio).order_by(Event.id))

    assert [each.at for each in events] == sorted(each.at for each in events)
    assert {each.kind for each in events} == {"joined", "role", "location", "invited"}
    assert len(events) == 14


@pytest.mark.usefixtures("shown")
def test_a_reset_puts_the_demo_back(app: Flask, every: StudioSession, look: Look) -> None:
    ana = every.scalars(
        sa.select(Membership).join(Person).where(Person.name == "Hugo Martín")
    ).one()
    ana.role = Role.OWNER
    every.execute(sa.delete(Reading).where(Reading.studio_id == ana.studio_id))
    every.commit()

    with app.app_context():
        demo.reset()

    (studio,) = look(sa.select(Studio.id).where(Studio.slug == demo.SLUG))
    roles = look(sa.select(Membership.role).where(Membership.studio_id == studio))
    assert Counter(roles) == {"owner": 1, "manager": 1, "instructor": 8}
    assert len(look(sa.select(Reading).where(Reading.studio_id == studio))) == 51


@pytest.mark.usefixtures("shown", "clock")
def test_a_reset_takes_what_its_people_came_in_by(
    app: Flask, every: StudioSession, look: Look
) -> None:
    with app.app_context():
        giver, person = every.execute(
            sa.select(Membership.id, Membership.person_id)
            .join(Studio)
            .where(Studio.slug == demo.SLUG)
        ).first() or (0, 0)
        every.add(Reset.make(person, Route.HAND, LONG_AGO, made_by=giver))
        factor = SecondFactor(person_id=person, nonce="any", at=LONG_AGO)
        every.add(factor)
        every.flush()
        every.add(SpentCode(factor_id=factor.id, number=1, at=LONG_AGO))
        every.commit()
        demo.reset()

    assert look(sa.select(Reset.id)) + look(sa.select(SpentCode.id)) == []


@pytest.mark.usefixtures("shown", "clock")
def test_a_reset_leaves_other_studios_alone(app: Flask, sign_in: SignIn) -> None:
    sign_in("olga")
    before = outside(app)

    with app.app_context():
        demo.reset()

    assert outside(app) == before
    assert len(before["reading"]) == 2


def test_a_reset_without_a_demo_makes_one(app: Flask, look: Look) -> None:
    with app.app_context():
        demo.reset()

    assert len(look(sa.select(Studio).where(Studio.slug == demo.SLUG))) == 1


@pytest.mark.usefixtures("shown")
def test_a_later_demo_counts_from_its_own_day(app: Flask, clock: Clock, look: Look) -> None:
    clock.advance(days=30)

    with app.app_context():
        demo.reset()

    latest = max(look(sa.select(Reading.at)))
    assert (clock.at - latest).total_seconds() == 3600


def test_the_release_before_is_as_sound_as_the_one_that_is_shipped() -> None:
    released = Package(lesson=load_lesson(SHIPPED / "psoas"))

    before = earlier(released)

    assert before
    assert problems(before.lesson) == []
    assert before.lesson.verdicts != released.lesson.verdicts
