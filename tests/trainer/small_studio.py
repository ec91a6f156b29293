"""A studio in memory: two people and a title without an edition, on a database that is quick."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from tests.trainer.histories import PEOPLE
from trainer.editions.models.edition import Origin, Title
from trainer.onboarding.models.assignment import Assignment
from trainer.tables import Base
from trainer.tenancy.models.membership import Joining, Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import EVERY, StudioSession

START = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
SLUG = "feet"


def an_engine() -> sa.Engine:
    """A database in memory, with every table and that studio."""
    engine = sa.create_engine("sqlite://", poolclass=StaticPool)

    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver would open transactions by its own rules
        connection.execute("PRAGMA foreign_keys = ON")

    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    Base.metadata.create_all(engine)
    with StudioSession(engine, EVERY) as session:
        _people(session)
        session.commit()
    return engine


def _people(session: StudioSession) -> None:
    """A studio, its people, and its title, which is overdue for everybody once it is taught."""
    studio = Studio(slug="harbour", name="Harbour")
    session.add(studio)
    session.flush()
    people = [
        Person(email=f"{number}@example.com", name=f"P {number}", password_hash="x")
        for number in range(PEOPLE)
    ]
    session.add_all(people)
    session.flush()
    title = Title(slug=SLUG, origin=Origin.WRITTEN)
    with session.within(studio.id) as rows:
        for person in people:
            member = Membership.enter(rows, Joining(person.id, Role.INSTRUCTOR), START)
        rows.add(title)
        rows.flush()
        due = Assignment(title_id=title.id, assigned_by=member.id, at=START, due_on=START.date())
        rows.add(due)
