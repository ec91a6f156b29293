"""Turn: the worker's next step at the press, one copy or the one file of a run that is done."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from trainer.clock import now
from trainer.editions.models.edition import Edition
from trainer.handouts.issuing import Draft, draft
from trainer.handouts.kind import Kind
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.models.print_run import Bundle, Misprint, PrintRun
from trainer.handouts.page import unprintable
from trainer.handouts.press import PressFailed, bind, press
from trainer.storage.job import LEASE, Job
from trainer.tenancy.access import in_studio, unscoped
from trainer.tenancy.models.membership import Membership

log = logging.getLogger(__name__)

TRIES = 5  # of one copy, when the worker itself does not come through it
GONE = "No longer in the studio, so no copy was made."
RESPELL = (
    "Once it is written in Latin or Japanese letters, print again; a person's name is theirs to"
    " change, in their account."
)
AGAIN = "Print it again; if that fails too, tell whoever runs this site."
CRASHED = f"The press broke down over it {TRIES} times. {AGAIN}"


class LetGo(Exception):
    """The job is not in this hand any more, or the worker is to stop: nothing is recorded."""


@dataclass
class Hold:
    """A job in hand, whose lease is renewed while the press runs."""

    job: Job
    stopped: Callable[[], bool]
    renewed: dt.datetime = field(default_factory=now)

    def beat(self) -> None:
        """Show that somebody works; raises LetGo when it is time to stop."""
        if self.stopped():
            raise LetGo("the worker stops")
        if now() - self.renewed < LEASE / 4:
            return
        with unscoped(writes=True) as session:
            is_held = self.job.renew(session, now())
            session.commit()
        if not is_held:
            raise LetGo("its lease ran out")
        self.renewed = now()

    def keep(self, write: Callable[[Session], bool], *, ends: bool = False) -> None:
        """Record what came of the step, with the job's own state, in one transaction."""
        with in_studio(self.job.studio_id, writes=True) as session:
            if not self.job.is_held(session):
                raise LetGo("its lease ran out")
            got_on = write(session)
            if ends:
                self.job.end(session, now())
            else:
                self.job.put_back(session, now(), got_on=got_on)
            session.commit()


def take_turn(stopped: Callable[[], bool] = lambda: False) -> bool:
    """Do the step that has waited longest; False when none is due."""
    with unscoped() as session:
        if not Job.is_due(session, now()):
            return False
    with unscoped(writes=True) as session:
        job = Job.claim(session, now())
    if job is None:
        return False
    hold = Hold(job, stopped)
    try:
        _go_on(hold)
    except LetGo as reason:
        log.info("job %d is let go: %s", job.id, reason)
        _give_back(job)
    return True


def _give_back(job: Job) -> None:
    with unscoped(writes=True) as session:
        job.put_back(session, now(), got_on=False)
        session.commit()


def _go_on(hold: Hold) -> None:
    with in_studio(hold.job.studio_id) as session:
        run = session.get_one(PrintRun, hold.job.print_run_id)
        ticket = run.next_ticket(session)
    if ticket is None:
        _bind(hold, run)
    else:
        _print(hold, run, ticket.membership_id)


def _print(hold: Hold, run: PrintRun, member: int) -> None:
    copy = _drafted(hold, run, member)
    if isinstance(copy, str):
        _miss(hold, run, member, copy)
        return
    try:
        pdf = press(copy.handout, hold.beat)
    except PressFailed as fault:
        _miss(hold, run, member, f"{_sentence(str(fault))} {AGAIN}")
        return
    hold.keep(lambda session: copy.record(session, run, pdf, now()))
    log.info("run %d: copy %s of member %d is pressed", run.id, copy.serial, member)


def _drafted(hold: Hold, run: PrintRun, member: int) -> Draft | str:
    """The copy that is to be pressed, or why it cannot be: no transaction is open afterwards."""
    if hold.job.tries > TRIES:
        return CRASHED
    with in_studio(run.studio_id) as session:
        if not session.get_one(Membership, member).is_here(session):
            return GONE
        copy = draft(session, session.get_one(Edition, run.edition_id), member)
    made = copy.handout
    why = unprintable(made.sheet, made.heading.brand, made.heading)
    return f"{_sentence(why)} {RESPELL}" if why else copy


def _miss(hold: Hold, run: PrintRun, member: int, reason: str) -> None:
    misprint = Misprint(
        membership_id=member, print_run_id=run.id, kind=Kind.LESSON, reason=reason, at=now()
    )

    def write(session: Session) -> bool:
        session.add(misprint)
        return True

    hold.keep(write)
    log.warning("run %d: no copy for member %d: %s", run.id, member, reason)


def _bind(hold: Hold, run: PrintRun) -> None:
    """Put the copies together, and end the job; without the one file there is still each copy."""
    pdf = _bound(hold, run)

    def write(session: Session) -> bool:
        if pdf is not None:
            sha256 = PrintFile.keep(session, pdf)
            session.add(Bundle(print_run_id=run.id, sha256=sha256, at=now()))
        return True

    hold.keep(write, ends=True)
    log.info("run %d is done", run.id)


def _bound(hold: Hold, run: PrintRun) -> bytes | None:
    with in_studio(run.studio_id) as session:
        files = run.files(session)
    if len(files) < 2 or hold.job.tries > TRIES:
        return files[0] if len(files) == 1 else None
    try:
        return bind(files, hold.beat)
    except PressFailed as fault:
        log.warning("run %d has no one file: %s", run.id, fault)
        return None


def _sentence(why: str) -> str:
    return f"{why[0].upper()}{why[1:]}."
