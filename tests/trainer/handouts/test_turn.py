"""Turns at the press: leased, resumed after a kill, with no copy twice and no serial lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.quick_press import quick_press, quick_tail, work_off
from trainer.handouts import batch, press_step
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.hold import TRIES
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyEvent
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_run import Bundle, Misprint, Ticket
from trainer.handouts.press import Base, Beat, PressFailed
from trainer.handouts.stamp.frame import Frame, Strip
from trainer.handouts.turn import take_turn
from trainer.storage.counter import Counter
from trainer.storage.job import LEASE, PAUSE, Job
from trainer.tenancy.access import in_studio, unscoped

EVERYBODY = ("ana", "bruno", "mia", "olga", "zoe")
Press = Callable[[Sheet, Brand, Beat], Base]
Patch = Callable[[Press], None]


class Killed(BaseException):
    """The worker's end, at once: nothing after it runs."""


@pytest.fixture
def asked(sign_in: SignIn, member_id: MemberId) -> None:
    """Mia has asked for everybody's handout; to Ana a row is open, so that two bases are wanted."""
    argue(sign_in("ana"))
    ticked = {"membership": [member_id(each) for each in EVERYBODY]}
    sign_in("mia").post(f"{FEET}/print-runs", data=ticked)


@pytest.fixture
def press_with(monkeypatch: pytest.MonkeyPatch) -> Patch:
    """Use another press."""
    return lambda press: monkeypatch.setattr(press_step, "press", press)


def step(app: Flask) -> bool:
    """One step of the worker."""
    with app.app_context():
        return take_turn()


def serials(look: Look) -> list[str]:
    """The serials of all copies, as they were recorded."""
    return [copy.serial[-4:] for copy in look(sa.select(Copy).order_by(Copy.id))]


def argue(device: FlaskClient) -> None:
    """Take both stances on a row, which opens its verdict."""
    for _ in range(3):
        device.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})


def ledger(look: Look) -> list[int]:
    """How many rows there are of all that is recorded when a run is done."""
    return [len(look(sa.select(each.id))) for each in (Copy, CopyEvent, Bundle, Counter)]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("after", range(3))
def test_a_worker_killed_in_between_leaves_no_copy_twice_and_no_gap(
    app: Flask, look: Look, clock: Clock, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    for _ in range(after):
        step(app)

    def die(*_: object) -> bytes:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(press_step, "press", die)
        patch.setattr(batch, "tail", die)
        with pytest.raises(Killed):
            step(app)
    early = step(app)
    recorded = ledger(look)
    clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert early is False
    assert recorded == [0, 0, 0, 0]
    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]
    assert len(set(look(sa.select(Copy.membership_id)))) == 5
    assert look(sa.select(Job.id).where(Job.ended_at.is_(None))) == []
    assert look(sa.select(Counter.last)) == [5]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("deed", [(Counter, "take"), (Copy, "replace_older"), (Job, "end")])
def test_a_worker_killed_while_it_records_leaves_nothing_of_it(
    app: Flask,
    look: Look,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    deed: tuple[type[object], str],
) -> None:
    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(*deed, die)
        with pytest.raises(Killed):
            work_off(app)
    assert ledger(look) == [0, 0, 0, 0]
    clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]


@pytest.mark.usefixtures("asked")
def test_a_worker_that_comes_late_records_nothing(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        clock.advance(seconds=LEASE.total_seconds())
        press_with(quick_press)
        step(app)  # another worker takes it up, and is quicker
        return quick_press(sheet, brand, beat)

    press_with(slow)
    step(app)
    work_off(app)

    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]
    assert len(set(look(sa.select(Copy.membership_id)))) == 5


@pytest.fixture
def late(app: Flask, clock: Clock, press_with: Patch) -> None:
    """The next worker fails over its base when another has long come through it all."""

    def press(*_: object) -> Base:
        clock.advance(seconds=LEASE.total_seconds())
        press_with(quick_press)
        work_off(app)
        raise PressFailed("it took too long")

    press_with(press)


BOTH = sa.select(Copy.id).join(Misprint, Misprint.membership_id == Copy.membership_id)


@pytest.mark.usefixtures("asked", "late")
def test_nobody_has_a_copy_and_a_misprint(app: Flask, look: Look) -> None:
    step(app)

    assert look(BOTH) == []


@pytest.mark.usefixtures("asked", "late")
def test_a_worker_that_did_not_look_whether_it_still_holds_the_job_would_be_found(
    app: Flask, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Job, "is_held", lambda *_: True)

    step(app)

    assert look(BOTH) != []


@pytest.mark.usefixtures("asked")
def test_a_worker_that_lives_keeps_its_lease(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    others = []

    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        for _ in range(20):
            clock.advance(seconds=20)
            beat()
            others.append(step(app))
        return quick_press(sheet, brand, beat)

    press_with(slow)
    step(app)

    assert set(others) == {False}
    assert len(look(sa.select(PrintBase))) == 1


@pytest.mark.usefixtures("asked")
def test_a_worker_told_to_stop_puts_the_run_back(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    stopped = threading.Event()

    def stop(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        stopped.set()
        beat()
        return quick_press(sheet, brand, beat)

    press_with(stop)
    with app.app_context():
        take_turn(stopped.is_set)
    press_with(quick_press)
    clock.advance(seconds=PAUSE.total_seconds())
    work_off(app)

    assert look(sa.select(Misprint)) == []
    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_a_worker_told_to_stop_among_the_copies_records_none(
    app: Flask, look: Look, clock: Clock
) -> None:
    for _ in range(2):
        step(app)
    looks = iter([False, False, True])

    with app.app_context():
        take_turn(lambda: next(looks))

    assert ledger(look) == [0, 0, 0, 0]
    clock.advance(seconds=PAUSE.total_seconds())
    work_off(app)
    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_a_base_that_ends_the_worker_each_time_is_given_up(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    def die(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        if sheet.kind == Kind.LESSON:
            raise Killed
        return quick_press(sheet, brand, beat)

    press_with(die)
    deaths = 0
    while look(sa.select(Job.id).where(Job.ended_at.is_(None))):
        try:
            work_off(app)
        except Killed:
            deaths += 1
        clock.advance(seconds=LEASE.total_seconds())

    assert deaths == TRIES
    assert [each.reason[:27] for each in look(sa.select(Misprint))] == [
        "The press broke down over i"
    ]
    assert serials(look) == ["0001", "0002", "0003", "0004"]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_copies_that_end_the_worker_each_time_are_given_up(
    app: Flask, look: Look, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> bytes:
        raise Killed

    monkeypatch.setattr(batch, "tail", die)
    for _ in range(TRIES):
        with pytest.raises(Killed):
            work_off(app)
        clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert len(look(sa.select(Misprint))) == 5
    assert serials(look) == []
    assert look(sa.select(Job.id).where(Job.ended_at.is_(None))) == []


@pytest.mark.usefixtures("asked")
def test_a_studio_is_pressed_for_in_turn(
    app: Flask, sign_in: SignIn, look: Look, press_with: Patch
) -> None:
    sign_in("zoe").post(f"{FEET}/copies")
    others = []

    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        others.append(step(app))
        return quick_press(sheet, brand, beat)

    press_with(slow)
    work_off(app)

    assert set(others) == {False}
    assert serials(look) == ["0001", "0002", "0003", "0004", "0005", "0006"]


def test_another_studio_need_not_wait(
    app: Flask, sign_in: SignIn, look: Look, press_with: Patch
) -> None:
    for studio, who in (("harbour", "ana"), ("ridge", "rhea")):
        sign_in(who).post(f"/{studio}/lessons/feet/copies")
    others = []

    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        press_with(quick_press)
        others.append(step(app))
        return quick_press(sheet, brand, beat)

    press_with(slow)
    work_off(app)

    assert others == [True]
    assert serials(look) == ["0001", "0001"]


@pytest.mark.usefixtures("asked")
def test_whoever_is_quicker_gets_the_serials_and_the_copies_are_stamped_again(
    app: Flask, look: Look, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamped = []

    def slow(base: bytes, frame: Frame, strip: Strip, _: object) -> bytes:
        stamped.append(strip.label[-4:])
        if len(stamped) == 1:
            with unscoped(writes=True) as session:
                studio = session.scalars(sa.select(Job.studio_id)).one()
            with in_studio(studio, writes=True) as session:
                Counter.take(session, strip.label[-9:-5], 1)
                session.commit()
        return quick_tail(base, frame, strip)

    monkeypatch.setattr(batch, "tail", slow)
    work_off(app)
    clock.advance(seconds=PAUSE.total_seconds())
    work_off(app)

    assert stamped == [f"{number:04}" for number in (*range(1, 6), *range(2, 7))]
    assert serials(look) == ["0002", "0003", "0004", "0005", "0006"]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_no_transaction_is_open_while_the_press_or_the_stamp_runs(
    app: Flask, sign_in: SignIn, press_with: Patch, monkeypatch: pytest.MonkeyPatch
) -> None:
    bruno, answers = sign_in("bruno"), []

    def read() -> None:
        answers.append(bruno.post(f"{FEET}/sections/the-spring/readings").status_code)

    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        read()
        return quick_press(sheet, brand, beat)

    def slow_tail(base: bytes, frame: Frame, strip: Strip, _: object) -> bytes:
        read()
        return quick_tail(base, frame, strip)

    press_with(slow)
    monkeypatch.setattr(batch, "tail", slow_tail)
    work_off(app)

    assert answers == [303] * 7


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_a_handout_shows_what_is_open_when_its_base_is_chosen(
    app: Flask, sign_in: SignIn, look: Look, press_with: Patch
) -> None:
    olga = sign_in("olga")

    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        argue(olga)
        return quick_press(sheet, brand, beat)

    press_with(slow)
    work_off(app)

    kinds = dict(zip(look(sa.select(Copy.kind)), look(sa.select(Copy.membership_id)), strict=True))
    assert set(kinds) == {Kind.LESSON, Kind.WORKSHEET}


@on_sqlite
def test_two_kinds_that_come_to_the_same_are_one_copy(
    app: Flask, look: Look, sign_in: SignIn, member_id: MemberId
) -> None:
    argue(sign_in("ana"))
    ticked = {"membership": [member_id("ana"), member_id("bruno")]}
    sign_in("mia").post(f"{FEET}/print-runs", data={**ticked, "kind": ["lesson", "worksheet"]})

    work_off(app)

    mine = sa.select(Copy.kind).order_by(Copy.kind)
    assert len(look(sa.select(Ticket))) == 4
    assert look(mine.where(Copy.membership_id == member_id("ana"))) == ["lesson", "worksheet"]
    assert look(mine.where(Copy.membership_id == member_id("bruno"))) == ["worksheet"]
    assert look(sa.select(Job.id).where(Job.ended_at.is_(None))) == []
