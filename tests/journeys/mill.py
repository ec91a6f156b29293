"""A studio beside the demo, where a journey begins: its people, and what they did before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from flask import Flask

from tests.journeys.authors import PACKAGE, SLUG
from tests.journeys.steps import GUEST, GUEST_EMAIL, MANAGER, PASSWORD, at_studio, give_password
from tests.trainer.quick_press import work_off
from trainer.accounts.passwords import hash_password
from trainer.clock import now
from trainer.demo.cast import CAST
from trainer.demo.history import History
from trainer.editions.models.edition import Edition, Title
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Joining, Membership, Role
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

STUDIO = "Mill Yoga"
LESSON = f"/mill-yoga/lessons/{SLUG}"


def open_mill(site: Flask) -> str:
    """Open the studio for the demo's manager, who has a password; the link to come in."""
    return at_studio(site, STUDIO, MANAGER, give_password(site, MANAGER))


def fill_mill(site: Flask) -> str:
    """A manager and an instructor, with a copy for each; the code of the instructor's."""
    open_mill(site)
    with site.app_context(), unscoped(writes=True) as session:
        guest = Person(email=GUEST_EMAIL, name=GUEST, password_hash=hash_password(PASSWORD))
        session.add(guest)
        manager = session.scalars(sa.select(Person).where(Person.name == MANAGER)).one()
        session.flush()
        studio = session.scalars(sa.select(Studio.id).where(Studio.name == STUDIO)).one()
        with session.within(studio) as rows:
            for person, role in ((manager, Role.MANAGER), (guest, Role.INSTRUCTOR)):
                Membership.enter(rows, Joining(person.id, role), now())
            _ask_for_both(rows)
        session.commit()
    work_off(site)
    return newest_code(site)


def _ask_for_both(rows: StudioSession) -> None:
    """The manager prints for the instructor and themselves."""
    edition, both = _edition(rows), [rows.scalars(member(each)).one() for each in (GUEST, MANAGER)]
    run = PrintRun(
        membership_id=both[1].id, title_id=edition.title_id, edition_id=edition.id, at=now()
    )
    run.ask(rows, [each.id for each in both], now())


def study_at_mill(site: Flask, **done: Any) -> None:
    """The instructor practised and argued all there is on other days, and did that."""
    lesson = PACKAGE.lesson
    only = {"practised": len(lesson.exercises), "argued": len(lesson.docket)} | done
    with mill_rows(site) as rows:
        history = History(rows, rows.scalars(member(GUEST)).one(), _edition(rows), now())
        history.study(replace(CAST[0], **only))


@contextmanager
def mill_rows(site: Flask) -> Iterator[StudioSession]:
    """The rows of the studio, kept at the end of the block."""
    with site.app_context(), unscoped(writes=True) as session:
        with session.within(session.scalars(member(GUEST)).one().studio_id) as rows:
            yield rows
        session.commit()


def newest_code(site: Flask) -> str:
    """The code of the copy that was printed last for the instructor."""
    with site.app_context(), unscoped() as session:
        guest = session.scalars(member(GUEST)).one()
        mine = sa.select(Copy.code).where(Copy.membership_id == guest.id)
        return str(session.scalars(mine.order_by(Copy.id.desc())).first())


def member(name: str) -> sa.Select[Membership]:
    """Somebody of that name in the studio."""
    return (
        sa.select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Studio, Studio.id == Membership.studio_id)
        .where(Person.name == name, Studio.name == STUDIO)
    )


def _edition(session: sa.orm.Session) -> Edition:
    statement = (
        sa.select(Edition)
        .join(Title, Title.id == Edition.title_id)
        .join(Studio, Studio.id == Title.studio_id)
        .where(Studio.name == STUDIO, Title.slug == SLUG)
    )
    return session.scalars(statement).one()
