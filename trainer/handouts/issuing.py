"""Issuing: all copies of a print run at once, recorded when their serials are taken.

In one transaction: where that fails nothing is recorded and no serial is taken, so that no copy is
in the ledger that is not in the file, and serials count without a gap or a double.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from trainer.clock import now, today
from trainer.editions.models.edition import Edition, package_of
from trainer.handouts.batch import Batch, Cover, Imprint, Plate, Stamped
from trainer.handouts.distribution import cover_sheet
from trainer.handouts.document.brand import Brand
from trainer.handouts.hold import Hold
from trainer.handouts.kind import Kind
from trainer.handouts.layout import brand_of
from trainer.handouts.letters import write_letter
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyState, Deed
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.models.print_run import Bundle, Delivery, Misprint, PrintRun
from trainer.handouts.press import PressFailed, press
from trainer.handouts.queries.tickets import OpenTicket
from trainer.handouts.reasons import NO_COVER
from trainer.handouts.stamp.frame import Frame
from trainer.storage.counter import Counter
from trainer.tenancy.access import in_studio
from trainer.tenancy.models.studio import Studio
from trainer.web.links import copy_link
from trainer.web.pages import day

log = logging.getLogger(__name__)


def issue(hold: Hold, run: PrintRun, tickets: Sequence[OpenTicket]) -> None:
    """Stamp a copy for each ticket, build the one file, and record it all."""
    with in_studio(run.studio_id) as session:
        lesson = package_of(session, run.edition_id).lesson.title
        brand = brand_of(session)
        batch = Batch(_imprint(session, run), _plates(session, tickets))
    batch.stamp(tickets, hold.beat)
    cover = _cover(hold, batch, lesson, brand) if run.cover and batch.copies else None
    file = batch.file(cover, duplex=run.duplex, beat=hold.beat)
    hold.keep(lambda session: _record(session, run, batch, file, lesson), ends=True)
    log.info("run %d is done: %d copies", run.id, len(batch.copies))


def _imprint(session: Session, run: PrintRun) -> Imprint:
    studio = session.scalars(sa.select(Studio)).one()
    printed = today(studio.time_zone)
    return Imprint(
        studio=studio.name,
        edition=session.get_one(Edition, run.edition_id).number,
        date=day(printed),
        year=f"{printed:%Y}",
        first=Counter.foretell(session, f"{printed:%Y}"),
        link=copy_link,
    )


def _plates(session: Session, tickets: Sequence[OpenTicket]) -> dict[int, Plate]:
    wanted = {each.print_base_id for each in tickets}
    found = session.scalars(sa.select(PrintBase).where(PrintBase.id.in_(wanted)))
    return {base.id: _plate(session, base) for base in found}


def _plate(session: Session, base: PrintBase) -> Plate:
    frame = msgspec.convert(base.frame, Frame)
    return Plate(base.id, Kind(base.kind), base.pdf(session) or b"", frame)


def _cover(hold: Hold, batch: Batch, lesson: str, brand: Brand) -> Cover | None:
    """The distribution list; handouts do not wait for one that cannot be printed."""
    try:
        base = press(cover_sheet(lesson, batch), brand, hold.beat)
    except PressFailed as fault:
        log.warning("a run has no distribution list: %s", fault)
        batch.note(NO_COVER.format(fault))
        return None
    return base.pdf, base.frame


def _record(session: Session, run: PrintRun, batch: Batch, file: bytes, lesson: str) -> bool:
    """False, and nothing is recorded, when somebody has taken the serials meanwhile."""
    at, imprint, many = now(), batch.imprint, len(batch.copies)
    if many and not Counter.take(session, imprint.year, imprint.first, many):
        return False
    for reason, tickets in batch.missed.items():
        Misprint.record(session, run, tickets, reason, at)
    copies = _copies(session, run, batch, at)
    if file:
        sha256 = PrintFile.keep(session, file)
        session.add(Bundle(print_run_id=run.id, sha256=sha256, at=at))
    if run.delivery == Delivery.MAIL:
        for made, copy in zip(batch.copies, copies, strict=True):
            write_letter(session, made, copy, lesson)
    return True


def _copies(session: Session, run: PrintRun, batch: Batch, at: dt.datetime) -> list[Copy]:
    """The copies in the order of the file, printed, and what they replace."""
    copies = [_copy(run, each, at) for each in batch.copies]
    session.add_all(copies)
    session.flush()  # which keeps the order in which they were added
    for made, copy in zip(batch.copies, copies, strict=True):
        deed = Deed(run.membership_id, at, made.note)
        session.add(deed.event(CopyState.PRINTED, copy.id, copy.membership_id))
    session.flush()
    _replace(session, batch, copies, Deed(run.membership_id, at))
    return copies


def _replace(session: Session, batch: Batch, copies: Sequence[Copy], deed: Deed) -> None:
    """Replace what each person had of a kind, whatever that kind has become for them."""
    newer: dict[str, list[int]] = defaultdict(list)
    for made, copy in zip(batch.copies, copies, strict=True):
        newer[made.ticket.kind].append(copy.id)
    for kind, ids in newer.items():
        Copy.replace_older(session, ids, deed, kind)


def _copy(run: PrintRun, made: Stamped, at: dt.datetime) -> Copy:
    return Copy(
        membership_id=made.ticket.membership_id,
        title_id=run.title_id,
        edition_id=run.edition_id,
        kind=made.plate.kind,
        serial=made.serial,
        code=made.code,
        print_base_id=made.plate.id,
        tail=made.tail,
        sha256=made.sha256,
        printed_by=run.membership_id,
        print_run_id=run.id,
        at=at,
    )
