"""What a studio has at hand before anybody asks: laid out once, when something changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.quick_press import quick_press, work_off
from trainer.clock import now
from trainer.handouts import press_step, stock
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.hold import TRIES
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_base import BasePart, PrintBase
from trainer.handouts.press import Base, Beat, PressFailed
from trainer.handouts.stock import ask_for_bases, lacking_layouts
from trainer.handouts.turn import take_turn
from trainer.storage.job import LEASE, Job, JobKind
from trainer.tenancy.access import in_studio, unscoped
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

ALL = sorted([*Kind, Kind.DEBATE])  # the debate with nothing open, and with all
SETTINGS = {"name": "Harbour", "colour": "#3c6a5a", "paper": "A4", "time_zone": "Europe/London"}
OPEN = sa.select(Job.id).where(Job.kind == JobKind.BASES, Job.ended_at.is_(None))


@contextmanager
def harbour(app: Flask, *, writes: bool = False) -> Iterator[StudioSession]:
    """The rows of Harbour."""
    with app.app_context():
        with unscoped() as session:
            studio = session.scalars(sa.select(Studio.id).where(Studio.slug == "harbour")).one()
        with in_studio(studio, writes=writes) as rows:
            yield rows


@pytest.fixture
def asked(app: Flask) -> None:
    """Something has changed at Harbour."""
    with harbour(app, writes=True) as rows:
        ask_for_bases(rows, now())
        rows.commit()


def kinds(look: Look) -> list[str]:
    """What is laid out."""
    return sorted(look(sa.select(PrintBase.kind)))


@pytest.mark.usefixtures("asked")
def test_every_kind_is_laid_out_with_nothing_open_and_with_all(app: Flask, look: Look) -> None:
    steps = work_off(app)

    assert kinds(look) == ALL
    assert steps == len(ALL) + 1
    assert look(OPEN) == []
    assert set(look(sa.select(PrintBase.preview))) == {b"a picture"}
    with harbour(app) as rows:
        assert lacking_layouts(rows) == []


@pytest.mark.usefixtures("asked")
def test_a_base_knows_the_parts_it_shows(app: Flask, look: Look) -> None:
    work_off(app)

    (lesson,) = look(sa.select(PrintBase).where(PrintBase.kind == Kind.LESSON))
    shown = look(sa.select(BasePart).where(BasePart.print_base_id == lesson.id))
    assert {("docket_row", "d1"), ("docket_row", "d2")} <= {(each.kind, each.ref) for each in shown}


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_who_prints_what_is_at_hand_waits_for_no_press(
    app: Flask, sign_in: SignIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_off(app)
    monkeypatch.setattr(press_step, "press", None)
    ana = sign_in("ana")

    ana.post(f"{FEET}/copies")
    work_off(app)

    assert look(sa.select(Copy.kind)) == [Kind.WORKSHEET]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_whoever_waits_for_paper_goes_before_the_stock(
    app: Flask, sign_in: SignIn, look: Look
) -> None:
    ana = sign_in("ana")
    for _ in range(3):
        ana.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})
    ana.post(f"{FEET}/copies")

    with app.app_context():
        for _ in range(2):
            take_turn()

    assert look(sa.select(Copy.kind)) == [Kind.LESSON]
    assert len(look(OPEN)) == 1


@pytest.mark.usefixtures("asked")
def test_a_second_is_not_asked_for_while_one_is_open(app: Flask, look: Look) -> None:
    with harbour(app, writes=True) as rows:
        ask_for_bases(rows, now())
        rows.commit()

    assert len(look(OPEN)) == 1


@pytest.mark.parametrize(
    ("change", "jobs"),
    [
        ({"name": "Harbour East"}, 1),
        ({"colour": "#804000"}, 1),
        ({"paper": "Letter"}, 1),
        ({"time_zone": "Asia/Tokyo"}, 0),
    ],
)
def test_bases_are_asked_for_when_the_brand_changes_and_not_for_anything_else(
    sign_in: SignIn, look: Look, change: dict[str, str], jobs: int
) -> None:
    olga = sign_in("olga")
    olga.post("/harbour/settings", data=SETTINGS)
    before = len(look(OPEN))

    answer = olga.post("/harbour/settings", data=SETTINGS | change)

    assert answer.status_code == 303
    assert [before, len(look(OPEN))] == [0, jobs]


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_a_brand_that_changes_while_a_base_is_laid_out_is_laid_out_too(
    app: Flask, sign_in: SignIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = sign_in("olga")
    brands: list[str] = []

    def slow(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        if not brands:
            olga.post("/harbour/settings", data=SETTINGS | {"name": "Harbour East"})
        brands.append(brand.studio)
        return quick_press(sheet, brand, beat)

    monkeypatch.setattr(stock, "press", slow)
    work_off(app)

    assert brands == ["Harbour", *["Harbour East"] * len(ALL)]
    assert look(OPEN) == []


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_what_the_press_refuses_keeps_nothing_else_waiting(
    app: Flask, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jam(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        if sheet.kind == Kind.LESSON:
            raise PressFailed("the page has a fault")
        return quick_press(sheet, brand, beat)

    monkeypatch.setattr(stock, "press", jam)
    work_off(app)

    assert kinds(look) == [each for each in ALL if each != Kind.LESSON]
    assert look(OPEN) == []


class Killed(BaseException):
    """The worker's end, at once."""


@on_sqlite
@pytest.mark.usefixtures("asked")
def test_a_base_that_ends_the_worker_each_time_does_so_no_more_than_a_few_times(
    app: Flask, look: Look, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> Base:
        raise Killed

    monkeypatch.setattr(stock, "press", die)
    for _ in range(TRIES):
        with pytest.raises(Killed):
            work_off(app)
        clock.advance(seconds=LEASE.total_seconds())
    work_off(app)

    assert look(OPEN) == []


@on_sqlite
def test_a_new_press_lays_out_anew(
    app: Flask, sign_in: SignIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    for release in ("one", "one", "another"):
        monkeypatch.setattr("trainer.handouts.layout.equipment", lambda said=release: said)
        sign_in("ana").post(f"{FEET}/copies")
        work_off(app)

    assert len(look(sa.select(Copy))) == 3
    assert len(look(sa.select(PrintBase))) == 2


@on_sqlite
def test_the_queries_for_what_is_lacking_do_not_grow_with_what_there_is(
    app: Flask, look: Look, queries: list[str], member_id: MemberId
) -> None:
    asked = []
    for _ in range(2):
        with harbour(app) as rows:
            queries.clear()
            lacking_layouts(rows)
            asked.append(len(queries))
        with harbour(app, writes=True) as rows:
            ask_for_bases(rows, now(), member_id("olga"))
            rows.commit()
        work_off(app)

    assert asked[0] == asked[1]
