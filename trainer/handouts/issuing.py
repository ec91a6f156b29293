"""Issuing: handouts are pressed with serials foretold, and recorded once those are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore

import sqlalchemy as sa

from trainer.access import place, release, rows
from trainer.clock import now, today
from trainer.disclosure import disclosures
from trainer.handouts.document import Handout, Heading, handout
from trainer.handouts.press import Pressed, PressFailed, press
from trainer.links import copy_link
from trainer.logbook import record
from trainer.models.copy import Issue, Named, PrintFile, PrintRun, new_code
from trainer.models.counter import Counter
from trainer.models.edition import part_revisions
from trainer.models.event import Event, EventKind
from trainer.models.membership import Membership
from trainer.models.person import Person
from trainer.models.studio import Logo, Paper
from trainer.models.study import Taught

TRIES = 5
# Pressing takes a core for seconds: the rest of this process's threads stay free for pages.
PRESSES = BoundedSemaphore(2)
PATIENCE = 5  # seconds
BUSY = "others are printing just now"


@dataclass(frozen=True)
class Batch:
    """What is to be printed for whom: the numbers from ``first`` on are foretold, not taken."""

    year: str
    first: int
    members: tuple[int, ...]
    codes: tuple[str, ...]
    handouts: tuple[Handout, ...]

    @property
    def serials(self) -> list[str]:
        """Such as "2026-0007"."""
        return [f"{self.year}-{self.first + n:04}" for n in range(len(self.members))]


def issue_copy(taught: Taught, membership_id: int) -> None:
    """Print a member's handout and record the copy; raises PressFailed."""
    batch, pressed = _press_and_take(taught, [membership_id])
    _record(taught, batch, pressed.files, print_run_id=None)
    rows().commit()


def issue_run(taught: Taught, members: Sequence[int]) -> int:
    """Print the handouts of several members in one file, in order; the id of the print run."""
    batch, pressed = _press_and_take(taught, members)
    run = PrintRun(
        title_id=taught.title_id,
        edition_id=taught.edition_id,
        printed_by=place().membership_id,
        sha256=PrintFile.keep(rows(), place().studio_id, pressed.together),
        at=now(),
    )
    rows().add(run)
    rows().flush()
    run_id = run.id
    _record(taught, batch, pressed.files, print_run_id=run_id)
    many, lesson = str(len(members)), taught.lesson.title
    record(rows(), Event(kind=EventKind.PRINTED, subject=lesson, became=many))
    rows().commit()
    return run_id


def _press_and_take(taught: Taught, members: Sequence[int]) -> tuple[Batch, Pressed]:
    """Press, and take the serials: when somebody was quicker, press again with the next ones.

    No transaction is open while the press runs, and none that took a serial can leave a gap.
    """
    for _ in range(TRIES):
        batch = _foretold(taught, members)
        release()
        pressed = _press(batch)
        if Counter.take(rows(), batch.year, batch.first, len(members)):
            return batch, pressed
        release()
    raise PressFailed(BUSY)


def _press(batch: Batch) -> Pressed:
    if not PRESSES.acquire(timeout=PATIENCE):
        raise PressFailed(BUSY)
    try:
        return press(batch.handouts)
    finally:
        PRESSES.release()


def _foretold(taught: Taught, members: Sequence[int]) -> Batch:
    """The handouts as they would be if nobody else printed before."""
    year = f"{today(place().time_zone):%Y}"
    first, codes = Counter.foretell(rows(), year), tuple(new_code() for _ in members)
    batch = Batch(year, first, tuple(members), codes, ())
    known = disclosures(rows(), members, taught.title_id, taught.lesson)
    headings = _headings(taught, batch)
    made = (
        handout(taught.lesson, known[member], heading)
        for member, heading in zip(members, headings, strict=True)
    )
    return Batch(year, first, batch.members, codes, tuple(made))


def _headings(taught: Taught, batch: Batch) -> list[Heading]:
    here, names = place(), _names(batch.members)
    day, logo = today(here.time_zone), _logo()
    return [
        Heading(
            studio=here.name,
            logo=logo,
            colour=here.colour,
            paper="Letter" if here.paper == Paper.LETTER else "A4",
            name=names[member],
            edition=taught.edition,
            date=f"{day:%-d %B %Y}",
            serial=serial,
            link=copy_link(code),
        )
        for member, serial, code in zip(batch.members, batch.serials, batch.codes, strict=True)
    ]


def _names(members: Sequence[int]) -> dict[int, str]:
    statement = (
        sa.select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(members))
    )
    return dict(rows().execute(statement).all())


def _logo() -> bytes | None:
    if place().logo_sha256 is None:
        return None
    return rows().scalars(sa.select(Logo.png).where(Logo.sha256 == place().logo_sha256)).first()


def _record(taught: Taught, batch: Batch, files: Sequence[bytes], print_run_id: int | None) -> None:
    issue = Issue(
        studio_id=place().studio_id,
        title_id=taught.title_id,
        edition_id=taught.edition_id,
        printed_by=place().membership_id,
        at=now(),
        print_run_id=print_run_id,
        revisions=part_revisions(rows(), taught.edition_id),
    )
    issued = zip(batch.members, batch.serials, batch.codes, batch.handouts, files, strict=True)
    for member, serial, code, printed, pdf in issued:
        issue.record(rows(), member, Named(serial, code), printed.rests_on, pdf)
