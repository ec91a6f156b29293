"""Turns at the press: leased, resumed after a kill, with no copy twice and no serial lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET
from tests.trainer.quick_press import quick_press, work_off
from trainer.handouts import turn
from trainer.handouts.document.handout import Handout
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import Misprint
from trainer.handouts.press import Beat, PressFailed
from trainer.handouts.turn import TRIES, take_turn
from trainer.storage.counter import Counter
from trainer.storage.job import LEASE, PAUSE, Job
from trainer.tenancy.access import in_studio, unscoped

EVERYBODY = ("ana", "bruno", "mia", "olga", "zoe")
Press = Callable[[Handout, Beat], bytes]
Patch = Callable[[Press], None]


class Killed(BaseException):
    """The worker's end, at once: nothing after it runs."""


@pytest.fixture
def asked(sign_in: SignIn, member_id: MemberId) -> None:
    """Mia has asked for everybody's handout."""
    ticked = {"membership": [member_id(each) for each in EVERYBODY]}
    sign_in("mia").post(f"{FEET}/print-runs", data=ticked)


@pytest.fixture
def press_with(monkeypatch: pytest.MonkeyPatch) -> Patch:
    """Use another press."""
    return lambda press: monkeypatch.setattr(turn, "press", press)


def step(app: Flask) -> bool:
    """One step of the worker."""
    with app.app_context():
        return take_turn()


def serials(look: Look) -> list[str]:
    """The serials of all copies, as they were recorded."""
    return [copy.serial[-4:] for copy in look(sa.select(Copy).order_by(Copy.id))]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("after", range(6))
def test_a_worker_killed_in_between_leaves_no_copy_twice_and_no_gap(
    app: Flask, look: Look, clock: Clock, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    for _ in range(after):
        step(app)

    def die(*_: object) -> bytes:
        raise Killed

    with monkeypatch.context() as patch:
        for name in ("press", "bind"):
            patch.setattr(turn, name, die)
        with pytest.raises(Killed):
            step(app)
    early = step(app)
    clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert early is False
    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]
    assert sorted(look(sa.select(Copy.membership_id))) == sorted(
        set(look(sa.select(Copy.membership_id)))
    )
    assert look(sa.select(Job.id).where(Job.ended_at.is_(None))) == []
    assert look(sa.select(Counter.last)) == [5]


@pytest.mark.usefixtures("asked")
def test_a_worker_killed_while_it_records_takes_no_serial(
    app: Flask, look: Look, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Job, "put_back", die)
        with pytest.raises(Killed):
            step(app)
    assert serials(look) == look(sa.select(Counter.last)) == []
    clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]


@pytest.mark.usefixtures("asked")
def test_a_worker_that_comes_late_records_nothing(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    def slow(handout: Handout, beat: Beat) -> bytes:
        clock.advance(seconds=LEASE.total_seconds())
        press_with(quick_press)
        step(app)  # another worker takes it up, and is quicker
        return quick_press(handout, beat)

    press_with(slow)
    step(app)
    work_off(app)

    assert serials(look) == ["0001", "0002", "0003", "0004", "0005"]
    assert len(set(look(sa.select(Copy.membership_id)))) == 5


@pytest.fixture
def late(app: Flask, clock: Clock, press_with: Patch) -> None:
    """The next worker fails over its copy when another has long come through it."""

    def press(*_: object) -> bytes:
        clock.advance(seconds=LEASE.total_seconds())
        press_with(quick_press)
        step(app)
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

    def slow(handout: Handout, beat: Beat) -> bytes:
        for _ in range(20):
            clock.advance(seconds=20)
            beat()
            others.append(step(app))
        return quick_press(handout, beat)

    press_with(slow)
    step(app)

    assert set(others) == {False}
    assert serials(look) == ["0001"]


@pytest.mark.usefixtures("asked")
def test_a_worker_told_to_stop_puts_the_copy_back(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    stopped = threading.Event()

    def stop(handout: Handout, beat: Beat) -> bytes:
        stopped.set()
        beat()
        return quick_press(handout, beat)

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
def test_a_copy_that_ends_the_worker_each_time_is_given_up(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    def die(handout: Handout, beat: Beat) -> bytes:
        if handout.heading.name.startswith("Ana"):
            raise Killed
        return quick_press(handout, beat)

    press_with(die)
    for _ in range(TRIES):
        with pytest.raises(Killed):
            step(app)
        clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert [each.reason[:27] for each in look(sa.select(Misprint))] == [
        "The press broke down over i"
    ]
    assert serials(look) == ["0001", "0002", "0003", "0004"]


@pytest.mark.usefixtures("asked")
def test_a_studio_is_pressed_for_in_turn(
    app: Flask, sign_in: SignIn, look: Look, press_with: Patch
) -> None:
    sign_in("zoe").post(f"{FEET}/copies")
    pressed, others = [], []

    def slow(handout: Handout, beat: Beat) -> bytes:
        pressed.append(handout.heading.serial[-4:])
        others.append(step(app))
        return quick_press(handout, beat)

    press_with(slow)
    work_off(app)

    assert set(others) == {False}
    assert pressed == serials(look) == ["0001", "0002", "0003", "0004", "0005", "0006"]


def test_another_studio_need_not_wait(
    app: Flask, sign_in: SignIn, look: Look, press_with: Patch
) -> None:
    for studio, who in (("harbour", "ana"), ("ridge", "rhea")):
        sign_in(who).post(f"/{studio}/lessons/feet/copies")
    others = []

    def slow(handout: Handout, beat: Beat) -> bytes:
        press_with(quick_press)
        others.append(step(app))
        return quick_press(handout, beat)

    press_with(slow)
    work_off(app)

    assert others == [True]
    assert serials(look) == ["0001", "0001"]


@pytest.mark.usefixtures("asked")
def test_whoever_is_quicker_gets_the_serial_and_the_copy_is_pressed_again(
    app: Flask, look: Look, clock: Clock, press_with: Patch
) -> None:
    pressed = []

    def slow(handout: Handout, beat: Beat) -> bytes:
        pressed.append(handout.heading.serial[-4:])
        if len(pressed) == 1:
            with unscoped(writes=True) as session:
                studio = session.scalars(sa.select(Job.studio_id)).one()
            with in_studio(studio, writes=True) as session:
                Counter.take(session, handout.heading.serial[:4], 1)
                session.commit()
        return quick_press(handout, beat)

    press_with(slow)
    step(app)
    clock.advance(seconds=PAUSE.total_seconds())
    work_off(app)

    assert pressed[:2] == ["0001", "0002"]
    assert serials(look) == ["0002", "0003", "0004", "0005", "0006"]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_no_transaction_is_open_while_the_press_runs(
    app: Flask, sign_in: SignIn, press_with: Patch
) -> None:
    bruno, answers = sign_in("bruno"), []

    def slow(handout: Handout, beat: Beat) -> bytes:
        answers.append(bruno.post(f"{FEET}/sections/the-spring/readings").status_code)
        return quick_press(handout, beat)

    press_with(slow)
    step(app)

    assert answers == [303]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_a_handout_shows_what_is_open_when_it_is_made(
    app: Flask, sign_in: SignIn, look: Look
) -> None:
    olga = sign_in("olga")
    step(app)
    stance = {"position": "6", "confidence": "70", "reason": "I saw one spring.", "moved_by": ""}
    for _ in range(3):
        olga.post(f"{FEET}/docket/d1/stances", data=stance)
    work_off(app)

    (copy,) = look(sa.select(Copy).where(Copy.serial.endswith("0004")))
    printed = olga.get(f"/harbour/copies/{copy.id}.pdf").text
    assert '"name":"Olga Lind"' in printed
    assert '"known":[]' not in printed or '"unsettled":[]' not in printed
