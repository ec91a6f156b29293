"""The next step of a print run: people who cannot get paper, a base, or all copies at once."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainer.clock import now
from trainer.editions.models.part import part_revisions
from trainer.handouts.hold import Hold
from trainer.handouts.issuing import issue
from trainer.handouts.layout import laid_out
from trainer.handouts.models.print_run import Misprint, PrintRun, Ticket
from trainer.handouts.press import Base, PressFailed, press
from trainer.handouts.queries.tickets import OpenTicket, open_tickets
from trainer.handouts.reasons import AGAIN, CRASHED, GONE, NO_LETTERS
from trainer.handouts.typefaces import typeset, unwritable
from trainer.handouts.want import Want, wants
from trainer.tenancy.access import in_studio

log = logging.getLogger(__name__)


def press_step(hold: Hold) -> None:
    """Do it, and record it with the job's own state."""
    with in_studio(hold.job.studio_id) as session:
        run = session.get_one(PrintRun, hold.job.print_run_id)
        tickets = open_tickets(session, run.id)
    if wanting := [each for each in tickets if each.print_base_id is None]:
        _lay_out(hold, run, wanting)
    elif hold.has_failed and tickets:
        _miss(hold, run, {CRASHED: tickets})
    else:
        issue(hold, run, tickets)


def _lay_out(hold: Hold, run: PrintRun, wanting: Sequence[OpenTicket]) -> None:
    """First what wants no press, so that everybody who waits sees it at once; then one base."""
    missed = _missed(wanting)
    gone = {each.id for reason in missed for each in missed[reason]}
    with in_studio(run.studio_id) as session:
        wanted = wants(session, run, [each for each in wanting if each.id not in gone])
        there = laid_out(session, [each.layout for each in wanted])
    settled = {there[each.layout.key]: each for each in wanted if each.layout.key in there}
    if missed or settled:
        _settle(hold, run, missed, settled)
    else:
        _press(hold, run, wanted[0])


def _missed(tickets: Sequence[OpenTicket]) -> dict[str, list[OpenTicket]]:
    """Who gets no copy whatever the press does, by the reason."""
    missed: dict[str, list[OpenTicket]] = defaultdict(list)
    for each in tickets:
        if reason := _reason(each):
            missed[reason].append(each)
    return missed


def _reason(ticket: OpenTicket) -> str | None:
    if not ticket.is_here:
        return GONE
    if not typeset(ticket.name, "semibold").runs:
        strange = " ".join(unwritable(ticket.name)[:8])
        return NO_LETTERS.format(strange, ticket.name)
    return None


def _settle(
    hold: Hold,
    run: PrintRun,
    missed: dict[str, list[OpenTicket]],
    settled: dict[int, Want],
) -> None:
    def write(session: Session) -> bool:
        for base_id, want in settled.items():
            Ticket.stand_on(session, base_id, [each.id for each in want.tickets])
        for reason, tickets in missed.items():
            Misprint.record(session, run, tickets, reason, now())
        return True

    hold.keep(write)
    for reason, tickets in missed.items():
        members = ", ".join(str(each.membership_id) for each in tickets)
        log.warning("run %d: no copy for members %s: %s", run.id, members, reason)


def _miss(hold: Hold, run: PrintRun, missed: dict[str, list[OpenTicket]]) -> None:
    _settle(hold, run, missed, {})


def _press(hold: Hold, run: PrintRun, want: Want) -> None:
    """Lay out one base; one that fails is told to those alone whom it was for."""
    layout = want.layout
    if hold.has_failed:
        _miss(hold, run, {CRASHED: want.tickets})
        return
    try:
        base = press(layout.sheet, layout.brand, hold.beat)
    except PressFailed as fault:
        _miss(hold, run, {f"{_sentence(str(fault))} {AGAIN}": want.tickets})
        return
    hold.keep(lambda session: _record(session, want, base))
    log.info("run %d: a base is laid out for %d", run.id, len(want.tickets))


def _record(session: Session, want: Want, base: Base) -> bool:
    revisions = part_revisions(session, want.layout.edition_id)
    row = want.layout.record(session, base, revisions)
    Ticket.stand_on(session, row.id, [each.id for each in want.tickets])
    return True


def _sentence(why: str) -> str:
    return f"{why[0].upper()}{why[1:]}."
