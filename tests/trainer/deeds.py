"""What people of Harbour have done: one thing of each kind, and what was set for them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from quizzes.parts import PartRef
from tests.trainer.study_records import Study
from tests.trainer.world import LONG_AGO, member_of
from trainer.editions.models.edition import Edition
from trainer.handouts.models.copy import CopyNumber, Issue
from trainer.onboarding.models.assignment import Assignment
from trainer.study.models.reading import Reading
from trainer.tenancy.scope import StudioSession


def study(every: StudioSession, who: str) -> Study:
    """Somebody's study of Harbour's only edition."""
    member = member_of(every, "harbour", who)
    held = sa.select(Edition).where(Edition.studio_id == member.studio_id)
    return Study(every, every.scalars(held).one(), member)


def do_everything(every: StudioSession, who: str, reason: str = "I saw it.") -> Study:
    """Somebody reads, practises, argues, is quizzed, prints and approves, one of each."""
    doing = study(every, who)
    with every.within(doing.member.studio_id) as rows:
        Reading.record(rows, doing.member.id, doing.edition, "the-spring", LONG_AGO)
    doing.practise("stand", "Heavy.")
    doing.argue("d1", reason)
    attempt = doing.begin()
    doing.answer(attempt)
    doing.hand_in(attempt)
    doing.sign("walk")
    with every.within(doing.member.studio_id) as rows:
        _print(rows, doing)
    return doing


def _print(session: Session, doing: Study) -> None:
    """One handout, which shows a claim."""
    issue = Issue(
        title_id=doing.edition.title_id,
        edition_id=doing.edition.id,
        printed_by=doing.member.id,
        at=LONG_AGO,
        print_run_id=None,
        revisions={},
    )
    named = CopyNumber("2026-0000", "code")
    issue.record(session, doing.member.id, named, [PartRef("claim", "c3")], b"%PDF")


def assign(every: StudioSession, by: str, **how: object) -> Assignment:
    """Harbour's lesson for somebody, a week after the start."""
    doing = study(every, by)
    how = {"due_on": dt.date(2026, 4, 1), "at": LONG_AGO + dt.timedelta(days=7)} | how
    made = Assignment(
        title_id=doing.edition.title_id,
        assigned_by=doing.member.id,
        **how,  # type: ignore[arg-type]  # a test names what it is about
    )
    made.studio_id = doing.member.studio_id
    every.add(made)
    every.flush()
    return made
