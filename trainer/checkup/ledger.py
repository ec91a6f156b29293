"""Ledger: whether serials count without gap or double, and each copy has the bytes printed."""

from __future__ import annotations

import hashlib
from collections import Counter as Tallied
from collections.abc import Iterator

import sqlalchemy as sa

from trainer.checkup.site import Fault, Site, some
from trainer.handouts.models.copy import Copy, Damaged
from trainer.handouts.models.print_file import PrintFile
from trainer.storage.counter import Counter
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

ASK = "Restore the newest backup beside it and compare before anything is printed."


def serials(site: Site) -> str:
    """In each studio and year they count from one to the last that was taken."""
    faults, count = [], 0
    for studio in site.studios():
        with site.rows(studio.id) as session:
            printed = list(session.scalars(sa.select(Copy.serial)))
            taken = {row.name: row.last for row in session.scalars(sa.select(Counter))}
        faults += [f"{studio.slug}: {fault}" for fault in _out_of_order(printed, taken)]
        count += len(printed)
    if faults:
        raise Fault(f"{some(faults)}. {ASK}")
    return f"{count:,} handouts, without a gap or a double"


def copies(site: Site) -> str:
    """What is kept of each copy has the hash that was recorded when it was printed."""
    faults, count = [], 0
    for studio in site.studios():
        with site.rows(studio.id) as session:
            found = list(_unlike(session, studio))
            count += session.scalar(sa.select(sa.func.count(Copy.id))) or 0
        faults += found
    if faults:
        raise Fault(f"{some(faults)}. {ASK}")
    return f"{count:,} handouts, each with the bytes that were printed"


def _out_of_order(printed: list[str], taken: dict[str, int]) -> Iterator[str]:
    """Where they do not count up: ``taken`` is the last number of each year."""
    years: dict[str, list[int]] = {year: [] for year in taken}
    for serial in printed:
        year, _, number = serial.rpartition("-")
        years.setdefault(year, []).append(int(number) if number.isdecimal() else 0)
    for year, numbers in sorted(years.items()):
        last, times = taken.get(year, 0), Tallied(numbers)
        for number in sorted({*range(1, last + 1), *numbers}):
            counted = 1 <= number <= last
            yield from _oddity(f"{year}-{number:04}", times[number], counted=counted)


def _oddity(serial: str, times: int, *, counted: bool) -> Iterator[str]:
    if times == 0:
        yield f"{serial} is missing"
    elif times > 1:
        yield f"{serial} is there {times} times"
    elif not counted:
        yield f"{serial} was never counted"


def _unlike(session: StudioSession, studio: Studio) -> Iterator[str]:
    for copy in session.scalars(sa.select(Copy).order_by(Copy.id)):
        fault = _fault(session, copy)
        if fault:
            yield f"{studio.slug}: {copy.serial} {fault}"
    for sha256, pdf in session.execute(
        sa.select(PrintFile.sha256, PrintFile.pdf), execution_options={"yield_per": 20}
    ):
        if hashlib.sha256(pdf).hexdigest() != sha256:
            yield f"{studio.slug}: the file {sha256[:8]}… is not what was printed"


def _fault(session: StudioSession, copy: Copy) -> str | None:
    try:
        whole = copy.whole(session)
    except Damaged:
        return "is not what was printed"
    # Of a copy that was taken back nothing is kept, and nothing is missed.
    return (
        "has no bytes any more"
        if whole is None and getattr(copy, "tail", b"") is not None
        else None
    )
