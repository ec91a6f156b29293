"""Serials count without a gap and without a double, whoever prints and whatever fails."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context

import pytest
import sqlalchemy as sa

from tests.trainer.conftest import on_sqlite
from tests.trainer.world import LONG_AGO, member_of
from trainer.editions.models.edition import Edition
from trainer.handouts.code import new_code
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_base import Ground
from trainer.storage.counter import Counter
from trainer.storage.engines import Storage
from trainer.tenancy.scope import StudioSession

PROCESSES = 8
EACH = 12
YEAR = "2026"
Take = Callable[[StudioSession], int]


class Failure(Exception):
    """What happens between taking a serial and keeping the copy."""


def take(session: StudioSession) -> int:
    """As printing does: foretell a number, and take it unless somebody was quicker."""
    while True:
        first = Counter.foretell(session, YEAR)
        session.rollback()  # no transaction is open while a handout is pressed
        if Counter.take(session, YEAR, first):
            return first
        session.rollback()


def take_the_highest(session: StudioSession) -> int:
    """The fault: a number that is read in one transaction and used in another."""
    serials = session.scalars(sa.select(Copy.serial).order_by(Copy.serial.desc()))
    last = serials.first()
    session.rollback()
    return int(last.rpartition("-")[2]) + 1 if last else 1


@pytest.fixture
def where(every: StudioSession) -> dict[str, int]:
    """Whose copies these are."""
    member = member_of(every, "harbour", "ana")
    editions = sa.select(Edition).where(Edition.studio_id == member.studio_id)
    edition = every.scalars(editions).one()
    with every.within(member.studio_id) as rows:
        base = Ground(edition.title_id, edition.id, Kind.LESSON, {}).base(rows)
    every.commit()
    return {
        "print_base_id": base.id,
        "membership_id": member.id,
        "printed_by": member.id,
        "title_id": edition.title_id,
        "edition_id": edition.id,
        "studio_id": member.studio_id,
    }


def test_eight_processes_that_fail_in_between_leave_no_gap_and_no_double(
    database_url: str, where: dict[str, int], every: StudioSession
) -> None:
    every.rollback()

    kept = _print_in_processes(database_url, where, take)

    numbers = sorted(_number(serial) for serial in every.scalars(sa.select(Copy.serial)))
    assert numbers == list(range(1, kept + 1))
    assert kept == PROCESSES * EACH


@on_sqlite
def test_a_number_used_in_another_transaction_is_found_out(
    database_url: str, where: dict[str, int], every: StudioSession
) -> None:
    every.rollback()

    with pytest.raises(sa.exc.IntegrityError):
        _print_in_processes(database_url, where, take_the_highest)


def _print_in_processes(url: str, where: dict[str, int], way: Take) -> int:
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])  # read once, and not by each process
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        printed = [pool.submit(_print, url, where, way, seed) for seed in range(PROCESSES)]
        return sum(each.result() for each in printed)


def _print(url: str, where: dict[str, int], way: Take, seed: int) -> int:
    """Print on until so many are kept; one in four fails once its serial is taken."""
    chance, kept = random.Random(seed), 0
    with closing(Storage.connect(url)) as storage:
        while kept < EACH:
            try:
                _print_one(storage, where, way, fails=chance.random() < 0.25)
            except Failure:
                continue
            kept += 1
    return kept


def _print_one(storage: Storage, where: dict[str, int], way: Take, *, fails: bool) -> None:
    rest = {name: value for name, value in where.items() if name != "studio_id"}
    with StudioSession(storage.write, where["studio_id"]) as session:
        serial = f"{YEAR}-{way(session):04}"
        session.add(_copy(serial, rest))
        session.flush()
        if fails:
            raise Failure
        session.commit()


def _copy(serial: str, rest: dict[str, int]) -> Copy:
    return Copy(
        kind=Kind.LESSON,
        serial=serial,
        code=new_code(),
        tail=None,
        sha256="0" * 64,
        at=LONG_AGO,
        **rest,
    )


def _number(serial: str) -> int:
    return int(serial.rpartition("-")[2])
