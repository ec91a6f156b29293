"""The handouts that people of the demo hold."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from sqlalchemy.orm import Session

from lessons.lesson import Lesson
from trainer.demo.cast import CAST, Cast
from trainer.demo.releases import earlier, lesson_of_the_demo
from trainer.disclosure import Disclosure
from trainer.handouts.document import Handout, Heading, handout
from trainer.handouts.press import PressFailed, press
from trainer.links import copy_link
from trainer.models.copy import Issue, Named, new_code
from trainer.models.counter import Counter
from trainer.models.edition import Edition, part_revisions
from trainer.models.membership import Membership
from trainer.models.studio import SAGE

log = logging.getLogger(__name__)

STUDIO = "Harbour Pilates"


@dataclass(frozen=True)
class HeldPaper:
    """A printed handout, and who of the cast holds it."""

    holder: Cast
    named: Named
    handout: Handout
    pdf: bytes


def print_papers(at: dt.datetime) -> list[HeldPaper]:
    """Print them; a machine that cannot print has a demo without paper."""
    holders = [each for each in CAST if each.has_handout]
    named = [Named(f"{at:%Y}-{n:04}", new_code()) for n in range(1, len(holders) + 1)]
    made = [_handout(each, names, at) for each, names in zip(holders, named, strict=True)]
    try:
        pressed = press(made)
    except PressFailed as fault:
        log.warning("The demo has no handouts: %s", fault)
        return []
    return [HeldPaper(*each) for each in zip(holders, named, made, pressed.files, strict=True)]


def keep_papers(
    session: Session,
    papers: list[HeldPaper],
    members: dict[Cast, Membership],
    editions: dict[int, Edition],
) -> None:
    """Record each paper as a copy of the edition it was printed in."""
    manager = next(member for each, member in members.items() if each.role == "manager")
    for paper in papers:
        edition, member = editions[paper.holder.edition], members[paper.holder]
        issue = Issue(
            studio_id=member.studio_id,
            title_id=edition.title_id,
            edition_id=edition.id,
            printed_by=manager.id,
            at=edition.at + dt.timedelta(days=1),
            print_run_id=None,
            revisions=part_revisions(session, edition.id),
        )
        issue.record(session, member.id, paper.named, paper.handout.rests_on, paper.pdf)
    if papers:
        last = Counter(name=papers[-1].named.serial.partition("-")[0], last=len(papers))
        last.studio_id = manager.studio_id
        session.add(last)


def _handout(each: Cast, named: Named, at: dt.datetime) -> Handout:
    lesson = _lesson(each)
    opened = frozenset(row.ref for row in lesson.docket[: each.argued])
    heading = Heading(
        studio=STUDIO,
        logo=None,
        colour=SAGE,
        paper="A4",
        name=each.name,
        edition=each.edition,
        date=f"{at:%-d %B %Y}",
        serial=named.serial,
        link=copy_link(named.code),
    )
    return handout(lesson, Disclosure(lesson, opened), heading)


def _lesson(each: Cast) -> Lesson:
    _, package = lesson_of_the_demo()
    taught = (earlier(package) or package) if each.edition == 1 else package
    return taught.lesson
