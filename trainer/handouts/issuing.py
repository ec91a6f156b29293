"""Issuing: a copy is drafted with a serial foretold, and recorded once that is taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.clock import today
from trainer.debate.disclosure import disclosure
from trainer.editions.models.edition import Edition, package_of
from trainer.editions.models.part import part_revisions
from trainer.handouts.code import new_code
from trainer.handouts.document import Handout, Heading, handout
from trainer.handouts.models.copy import Copy, CopyNumber, Issue
from trainer.handouts.models.copy_event import Deed
from trainer.handouts.models.print_run import PrintRun
from trainer.storage.counter import Counter
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Logo, Paper, Studio
from trainer.web.links import copy_link


@dataclass(frozen=True)
class Draft:
    """A copy as it would be if nobody else printed before: its number is foretold, not taken."""

    membership_id: int
    year: str
    number: int
    code: str
    handout: Handout

    @property
    def serial(self) -> str:
        """Such as "2026-0007"."""
        return self.handout.heading.serial

    def record(self, session: Session, run: PrintRun, pdf: bytes, at: dt.datetime) -> bool:
        """Take the serial and record the copy; False when somebody has taken it meanwhile.

        In one transaction: where that fails, the serial is given back, and no gap is left.
        """
        if not Counter.take(session, self.year, self.number):
            return False
        issue = Issue(
            title_id=run.title_id,
            edition_id=run.edition_id,
            printed_by=run.membership_id,
            at=at,
            print_run_id=run.id,
            revisions=part_revisions(session, run.edition_id),
        )
        named = CopyNumber(self.serial, self.code)
        copy = issue.record(session, self.membership_id, named, self.handout.rests_on, pdf)
        Copy.replace_older(session, [copy.id], Deed(run.membership_id, at))
        return True


def draft(session: Session, edition: Edition, membership_id: int) -> Draft:
    """The next copy of an edition for a member, with what is open to them now.

    The session sees one studio, the member's own.
    """
    studio = session.scalars(sa.select(Studio)).one()
    year, code = f"{today(studio.time_zone):%Y}", new_code()
    number = Counter.foretell(session, year)
    lesson = package_of(session, edition.id).lesson
    known = disclosure(session, membership_id, edition.title_id, lesson)
    heading = Heading(
        studio=studio.name,
        logo=Logo.fetch(session, studio.logo_sha256),
        colour=studio.colour,
        paper="Letter" if studio.paper == Paper.LETTER else "A4",
        name=_name(session, membership_id),
        edition=edition.number,
        date=f"{today(studio.time_zone):%-d %B %Y}",
        serial=f"{year}-{number:04}",
        link=copy_link(code),
    )
    return Draft(membership_id, year, number, code, handout(lesson, known, heading))


def _name(session: Session, membership_id: int) -> str:
    statement = (
        sa.select(Membership.id, Person.name)  # a session of a studio sees people through it
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == membership_id)
    )
    return session.execute(statement).one()[1]
