"""Print runs: asked for at once, pressed by the worker one copy after the other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.clock import Clock
from tests.trainer.conftest import Look, MemberId, SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.page_text import words
from tests.trainer.quick_press import quick_press, work_off
from tests.trainer.world import email
from trainer.clock import today
from trainer.handouts import issuing, press_step
from trainer.handouts.document.brand import Brand
from trainer.handouts.document.sheet import Sheet
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyEvent
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_run import Misprint, PrintRun, Ticket
from trainer.handouts.press import Base, Beat, PressFailed
from trainer.handouts.turn import take_turn
from trainer.storage.job import Job
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import StudioSession

RUNS = f"{FEET}/print-runs"
LIST = "/harbour/print-runs"
EVERYBODY = ("ana", "bruno", "mia", "olga", "zoe")
Ask = Callable[..., str]


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Mia, who manages Harbour."""
    return sign_in("mia")


@pytest.fixture
def ask(mia: FlaskClient, member_id: MemberId) -> Ask:
    """Let Mia ask for the handouts of some; the address of the run's page."""

    def for_those(*who: str) -> str:
        answer = mia.post(RUNS, data={"membership": [member_id(each) for each in who]})
        assert answer.status_code == 303
        return str(answer.location)

    return for_those


def rename(session: StudioSession, who: str, name: str) -> None:
    """Give somebody another name."""
    session.execute(sa.update(Person).where(Person.email == email(who)).values(name=name))
    session.commit()


def step(app: Flask) -> None:
    """Let the worker do one step."""
    with app.app_context():
        assert take_turn()


def test_asking_presses_nothing_and_answers_with_how_far_it_is(
    mia: FlaskClient, ask: Ask, look: Look
) -> None:
    page = words(mia.get(ask(*EVERYBODY)))

    assert "0 of 5 printed" in page
    assert page.count("Waiting") == 5
    assert look(sa.select(Copy)) == []


def test_asking_looks_at_the_names_of_people_and_not_at_what_they_did(
    ask: Ask, queries: list[str]
) -> None:
    ask(*EVERYBODY)

    assert [each for each in queries if "FROM reading" in each or "JOIN reading" in each] == []
    assert len([each for each in queries if "ORDER BY lower(person.name)" in each]) == 1


def argue(device: FlaskClient, row: str) -> None:
    """Take both stances on a row, which opens its verdict."""
    for _ in range(3):
        device.post(f"{FEET}/docket/{row}/stances", data=STANCE | {"moved_by": ""})


def test_the_page_counts_on_and_ends_with_one_file_in_order(
    app: Flask, mia: FlaskClient, ask: Ask, look: Look, sign_in: SignIn
) -> None:
    argue(sign_in("ana"), "d1")
    where = ask(*EVERYBODY)

    step(app)
    meanwhile = words(mia.get(where))
    early = mia.get(f"{where}.pdf").status_code
    work_off(app)

    page = words(mia.get(where))
    file = mia.get(f"{where}.pdf").data
    assert "4 of 5 printed" in meanwhile
    assert early == 404
    assert "5 handouts are ready" in page
    assert "Open all in one PDF" in page
    assert re.findall(rb'"name":"(\w+) \w+","studio"', file) == [
        b"Zoe", b"Bruno", b"Olga", b"Mia", b"Ana"  # Hart, Keller, Lind, Novak, Sousa
    ]  # fmt: skip
    serials = [copy.serial[-4:] for copy in look(sa.select(Copy).order_by(Copy.id))]
    assert serials == ["0001", "0002", "0003", "0004", "0005"]
    assert file == mia.get(f"{where}.pdf").data


def test_a_run_has_no_limit_that_anybody_meets(app: Flask, mia: FlaskClient, ask: Ask) -> None:
    where = ask(*EVERYBODY)

    assert work_off(app) == 2  # a base for all of them, and all their copies
    assert "5 handouts are ready" in words(mia.get(where))


def test_with_the_base_at_hand_nothing_is_laid_out_anew(app: Flask, ask: Ask, look: Look) -> None:
    ask("ana")
    work_off(app)
    ask(*EVERYBODY)

    work_off(app)

    assert len(look(sa.select(PrintBase))) == 1
    assert len(look(sa.select(Copy))) == 6


def test_one_name_that_cannot_be_set_costs_nobody_else_their_paper(
    app: Flask, mia: FlaskClient, ask: Ask, look: Look, every: StudioSession
) -> None:
    rename(every, "bruno", "😀\ue000")
    where = ask(*EVERYBODY)

    work_off(app)

    page = words(mia.get(where))
    assert "4 handouts are ready" in page
    assert "1 could not be printed: 😀\ue000." in page
    assert "We have no letters for \ue000 😀 in the name of 😀\ue000." in page
    assert "written in letters that can be printed" in page
    assert [copy.serial[-4:] for copy in look(sa.select(Copy).order_by(Copy.id))] == [
        "0001", "0002", "0003", "0004"
    ]  # fmt: skip
    assert mia.get(f"{where}.pdf").status_code == 200


def test_letters_that_nobody_has_are_left_out_of_a_name_and_told(
    app: Flask, mia: FlaskClient, ask: Ask, every: StudioSession, look: Look
) -> None:
    rename(every, "bruno", "Ina 😀")
    where = ask("ana", "bruno")

    work_off(app)

    notes = [each.note for each in look(sa.select(CopyEvent).order_by(CopyEvent.id))]
    assert notes == ["", "Left out of the name: 😀"]  # 😀 is filed last
    assert "2 handouts are ready" in words(mia.get(where))
    assert "Left out of the name: 😀" in words(mia.get(where))


def test_a_press_that_breaks_down_over_one_base_goes_on_with_the_next(
    app: Flask,
    mia: FlaskClient,
    ask: Ask,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def jam(sheet: Sheet, brand: Brand, beat: Beat) -> Base:
        if sheet.kind == Kind.LESSON:
            raise PressFailed("it took too long")
        return quick_press(sheet, brand, beat)

    argue(sign_in("bruno"), "d1")
    monkeypatch.setattr(press_step, "press", jam)
    where = ask("ana", "bruno", "mia")

    work_off(app)

    page = words(mia.get(where))
    assert "2 handouts are ready" in page
    assert "1 could not be printed: Bruno Keller." in page
    assert "It took too long. Print it again" in page


def test_who_has_left_meanwhile_is_left_out_and_named(
    app: Flask, mia: FlaskClient, ask: Ask, look: Look, member_id: MemberId
) -> None:
    where = ask("ana", "bruno")
    mia.post(f"/harbour/memberships/{member_id('ana')}/departure")

    work_off(app)

    page = words(mia.get(where))
    assert "1 handout is ready" in page
    assert "1 could not be printed: Ana Sousa." in page
    assert "No longer in the studio" in page
    assert [each.membership_id for each in look(sa.select(Copy))] == [member_id("bruno")]


def test_a_run_of_which_nothing_comes_says_so(
    app: Flask, mia: FlaskClient, ask: Ask, every: StudioSession
) -> None:
    rename(every, "ana", "\U000e0041")
    where = ask("ana")

    work_off(app)

    assert "Nothing could be printed" in words(mia.get(where))
    assert mia.get(f"{where}.pdf").status_code == 404


def test_who_leaves_when_the_base_is_laid_out_gets_no_copy_either(
    app: Flask, mia: FlaskClient, ask: Ask, look: Look, member_id: MemberId
) -> None:
    where = ask("ana", "bruno")
    step(app)
    mia.post(f"/harbour/memberships/{member_id('ana')}/departure")

    work_off(app)

    assert "No longer in the studio" in words(mia.get(where))
    assert [each.serial[-4:] for each in look(sa.select(Copy))] == ["0001"]


def test_the_file_of_a_run_goes_with_a_copy_in_it_and_the_others_stay(
    app: Flask, mia: FlaskClient, ask: Ask, look: Look
) -> None:
    where = ask("ana", "bruno")
    work_off(app)
    first, second = look(sa.select(Copy).order_by(Copy.id))
    before = mia.get(f"{where}.pdf").status_code

    mia.post(f"/harbour/copies/{first.id}/events", data={"event": "withdrawn"})

    addresses = [f"{where}.pdf", *(f"/harbour/copies/{each.id}.pdf" for each in (first, second))]
    assert before == 200
    assert [mia.get(each).status_code for each in addresses] == [410, 410, 200]


def test_whoever_prints_already_is_led_to_that_run(mia: FlaskClient, ask: Ask, look: Look) -> None:
    where = ask("ana", "bruno")

    again = ask("mia")

    assert again == where
    assert "you are printing already" in words(mia.get(again))
    assert len(look(sa.select(PrintRun))) == len(look(sa.select(Job))) == 1
    assert len(look(sa.select(Ticket))) == 2


def test_what_was_printed_is_listed_with_what_came_of_it(
    app: Flask, mia: FlaskClient, ask: Ask, sign_in: SignIn, every: StudioSession
) -> None:
    empty = words(mia.get(LIST))
    rename(every, "bruno", "😀")
    ask("ana", "bruno")
    work_off(app)
    argue(sign_in("zoe"), "d1")
    ask("ana", "mia", "zoe")
    step(app)

    page = words(mia.get(LIST))
    assert "Nothing printed yet" in empty
    assert "2 prints" in page
    assert "3 handouts, asked for by Mia Novak" in page
    assert "Doing 2 of 3" in page
    assert "1 could not be printed" in page
    assert "No print matches" in words(mia.get(f"{LIST}?query=nothing"))
    assert "2 prints" in words(mia.get(f"{LIST}?query=NOVAK"))
    assert "Nothing printed yet" in words(sign_in("ana").get(LIST))
    assert "Printed so far" in words(mia.get(f"{FEET}/board"))


@on_sqlite
def test_the_list_asks_no_more_for_more_prints(
    app: Flask, mia: FlaskClient, ask: Ask, queries: list[str]
) -> None:
    asked = []
    for _ in range(2):
        ask("ana")
        work_off(app)
        mia.get(LIST)
        queries.clear()
        mia.get(LIST)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_when_it_is_done_one_can_print_again(app: Flask, ask: Ask, look: Look) -> None:
    first = ask("ana")
    work_off(app)

    assert ask("ana") != first
    assert work_off(app) == 2
    assert len(look(sa.select(Copy))) == 2


def test_a_run_shares_the_press_with_others_and_says_so(
    app: Flask, mia: FlaskClient, ask: Ask, sign_in: SignIn, look: Look
) -> None:
    argue(sign_in("ana"), "d1")
    where = ask("ana", "bruno", "mia")
    own = sign_in("zoe").post(f"{FEET}/copies").location

    said = words(mia.get(where))
    for _ in range(4):
        step(app)

    assert "1 other order waits at the press" in said
    assert len(look(sa.select(Copy).where(Copy.print_run_id == int(own.rpartition("/")[2])))) == 1
    assert own != where


def test_an_instructor_sees_no_run_but_their_own(
    app: Flask, sign_in: SignIn, ask: Ask, look: Look
) -> None:
    theirs = ask("ana", "bruno")
    ana, bruno = sign_in("ana"), sign_in("bruno")
    own = ana.post(f"{FEET}/copies").location
    work_off(app)

    assert "Your handout is ready" in words(ana.get(own))
    assert ana.get(f"{own}.pdf").status_code == 200
    for client, address in ((ana, theirs), (bruno, own), (bruno, theirs)):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}.pdf").status_code == 404
    assert sign_in("mia").get(own).status_code == 200
    assert sign_in("zoe").get(own.replace("harbour", "ridge")).status_code == 404


@on_sqlite
def test_a_press_that_does_not_run_is_told_of_after_a_while(
    mia: FlaskClient, ask: Ask, clock: Clock
) -> None:
    where = ask("ana")
    early = words(mia.get(where))

    clock.advance(minutes=2)

    late = words(mia.get(where))
    assert "The press is not running" not in early
    assert "The press is not running" in late
    assert "python -m trainer work" in late
    assert "Your order is kept" in late


@on_sqlite
def test_a_press_that_works_for_others_is_running(
    app: Flask, mia: FlaskClient, ask: Ask, sign_in: SignIn, clock: Clock
) -> None:
    sign_in("zoe").post(f"{FEET}/copies")
    clock.advance(seconds=1)
    where = ask("ana", "bruno")
    clock.advance(minutes=2)

    step(app)

    assert "The press is not running" not in words(mia.get(where))


@on_sqlite
def test_the_page_looks_again_by_itself_until_it_is_done_or_held_still(
    app: Flask, mia: FlaskClient, ask: Ask
) -> None:
    where = ask("ana")
    refresh = '<meta http-equiv="refresh"'

    assert refresh in mia.get(where).text
    assert refresh not in mia.get(f"{where}?still=1").text
    work_off(app)
    assert refresh not in mia.get(where).text


@on_sqlite
def test_the_page_asks_no_more_for_more_people(
    mia: FlaskClient, ask: Ask, app: Flask, queries: list[str]
) -> None:
    asked = []
    for who in (("ana",), EVERYBODY):
        where = ask(*who)
        queries.clear()
        mia.get(where)
        asked.append(len(queries))
        work_off(app)

    assert asked[0] == asked[1]


@on_sqlite
def test_nobody_ticked_prints_nothing(mia: FlaskClient, look: Look) -> None:
    answer = mia.post(RUNS)

    assert answer.status_code == 422
    assert "Tick the people whose handouts you want first" in words(answer)
    assert look(sa.select(PrintRun)) == look(sa.select(Misprint)) == []


@on_sqlite
def test_the_day_on_paper_is_the_studios_own(
    app: Flask, mia: FlaskClient, ask: Ask, clock: Clock, every: StudioSession
) -> None:
    every.execute(sa.update(Studio).values(time_zone="Pacific/Honolulu"))
    every.commit()
    while today("Pacific/Honolulu") == today("UTC"):
        clock.advance(hours=1)
    where = ask("ana")

    work_off(app)

    day = f'"date":"{today("Pacific/Honolulu"):%-d %B %Y}"'
    assert day.encode() in mia.get(f"{where}.pdf").data


@on_sqlite
def test_a_copy_keeps_the_name_it_was_printed_with(
    app: Flask, mia: FlaskClient, ask: Ask, every: StudioSession, look: Look
) -> None:
    ask("ana")
    work_off(app)
    (copy,) = look(sa.select(Copy))
    before = mia.get(f"/harbour/copies/{copy.id}.pdf").data
    rename(every, "ana", "Ana Maria Sousa")

    where = ask("ana")
    work_off(app)

    assert mia.get(f"/harbour/copies/{copy.id}.pdf").data == before
    assert b'"name":"Ana Maria Sousa"' in mia.get(f"{where}.pdf").data


@on_sqlite
def test_a_cover_is_first_and_both_sides_are_thought_of(
    app: Flask, mia: FlaskClient, look: Look, member_id: MemberId
) -> None:
    people = [member_id(each) for each in ("ana", "bruno")]
    ways = {"arrangement": "surname", "cover": "y", "duplex": "y"}
    answer = mia.post(RUNS, data={"membership": people, "kind": ["lesson", "cards"], **ways})

    work_off(app)

    first, *others = mia.get(f"{answer.location}.pdf").data.split(b"\nan empty side\n")
    serials = [each.serial.encode() for each in look(sa.select(Copy).order_by(Copy.id))]
    assert first.index(b"Bruno Keller") < first.index(b"Ana Sousa")
    assert all(each in first for each in serials)
    assert [each in sheet for each, sheet in zip(serials, others, strict=False)] == [True] * 4


@on_sqlite
def test_paper_does_not_wait_for_a_cover_that_cannot_be_printed(
    app: Flask,
    mia: FlaskClient,
    look: Look,
    member_id: MemberId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def jam(*_: object) -> Base:
        raise PressFailed("it took too long")

    monkeypatch.setattr(issuing, "press", jam)
    people = [member_id(each) for each in ("ana", "bruno")]
    answer = mia.post(RUNS, data={"membership": people, "cover": "y"})

    work_off(app)

    assert len(look(sa.select(Copy))) == 2
    assert "There is no distribution list with it: it took too long." in words(
        mia.get(answer.location)
    )


@on_sqlite
def test_the_steps_of_a_run_ask_no_more_for_more_people(
    app: Flask, ask: Ask, queries: list[str]
) -> None:
    asked = []
    for who in (("ana", "bruno"), EVERYBODY):
        ask(*who)
        queries.clear()
        step(app)
        asked.append(len(queries))
        work_off(app)

    assert asked[1] <= asked[0]
