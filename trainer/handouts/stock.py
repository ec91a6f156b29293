"""Stock: the bases that a studio has at hand of what it teaches, before anybody asks for them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from trainer.debate.disclosure import Disclosure
from trainer.editions.models.part import part_revisions
from trainer.editions.queries.current import current_editions
from trainer.handouts.document.sheet import sheet
from trainer.handouts.hold import Hold
from trainer.handouts.kind import Kind
from trainer.handouts.layout import Layout, brand_of, laid_out
from trainer.handouts.press import PressFailed, press
from trainer.storage.job import Job
from trainer.tenancy.access import in_studio
from trainer.tenancy.models.membership import Membership, Role

log = logging.getLogger(__name__)


def ask_for_bases(session: Session, at: dt.datetime, by: int | None = None) -> None:
    """Have what is lacking laid out, in the name of whoever changed something, or of an owner.

    Where nobody has come in yet, nobody waits for paper.
    """
    owners = sa.select(Membership.id).where(Membership.role == Role.OWNER).order_by(Membership.id)
    asker = by or session.scalars(owners.limit(1)).one_or_none()
    if asker is not None:
        Job.ask_for_bases(session, asker, at)


def stock_step(hold: Hold) -> None:
    """Lay out one base of what is lacking; the job ends when nothing is left that can be.

    What the press refuses is laid out again when somebody asks for it, and told to them.
    """
    with in_studio(hold.job.studio_id) as session:
        lacking = lacking_layouts(session)
    if hold.has_failed:
        log.error("studio %d: the press broke down over its bases", hold.job.studio_id)
        lacking = []
    refused = 0
    for layout in lacking:
        if _lays_out(hold, layout):
            return
        refused += 1
    hold.keep(
        lambda session: len(lacking_layouts(session)) <= refused or hold.has_failed, ends=True
    )


def lacking_layouts(session: Session) -> list[Layout]:
    """What is not laid out yet of the current editions, with nothing open and with all open."""
    wanted = {each.key: each for each in _layouts(session)}
    there = laid_out(session, wanted.values())
    return [layout for key, layout in wanted.items() if key not in there]


def _lays_out(hold: Hold, layout: Layout) -> bool:
    try:
        base = press(layout.sheet, layout.brand, hold.beat)
    except PressFailed as fault:
        log.warning("edition %d: no base of %s: %s", layout.edition_id, layout.sheet.kind, fault)
        return False

    def write(session: Session) -> bool:
        layout.record(session, base, part_revisions(session, layout.edition_id))
        return True

    hold.keep(write)
    log.info("edition %d: %s is laid out", layout.edition_id, layout.sheet.kind)
    return True


def _layouts(session: Session) -> Iterator[Layout]:
    brand = brand_of(session)
    for taught in current_editions(session):
        for kind in Kind:
            for known in _extremes(kind, taught.lesson):
                made = sheet(kind, taught.lesson, known)
                yield Layout(taught.title_id, taught.edition_id, made, brand)


def _extremes(kind: Kind, lesson: Lesson) -> Iterator[Disclosure]:
    yield Disclosure(lesson, frozenset())
    if kind.asks_what_is_open:
        yield Disclosure(lesson, frozenset(row.ref for row in lesson.docket))
