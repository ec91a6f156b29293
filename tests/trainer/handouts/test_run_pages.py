"""The page of a print run: each person with every kind, what a copy lacks, and the mail."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from quizzes.parts import PartRef
from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.handouts.ledger import give
from tests.trainer.learner import FEET
from tests.trainer.page_text import links, words
from tests.trainer.postbox import Postbox
from tests.trainer.quick_press import work_off
from tests.trainer.world import email
from trainer.commands.work import mail_one
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import STATE, Copy
from trainer.handouts.turn import take_turn
from trainer.mail.outbox import Outbox
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE

RUNS = f"{FEET}/print-runs"


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Mia, who manages Harbour."""
    return sign_in("mia")


def ask(client: FlaskClient, *members: int, **more: object) -> str:
    """Ask for a run; its page."""
    answer = client.post(RUNS, data={"membership": list(members), **more})
    assert answer.status_code == 303
    return str(answer.location)


def test_each_person_stands_once_with_every_kind(
    app: Flask, mia: FlaskClient, member_id: MemberId, look: Look
) -> None:
    where = ask(mia, member_id("ana"), member_id("zoe"), kind=["cards", "poster"])

    before = words(mia.get(where))
    with app.app_context():
        take_turn()
    meanwhile = words(mia.get(where))
    work_off(app)

    page = mia.get(where)
    assert "0 of 4 printed" in before
    assert before.count("Waiting") == 2
    assert "2 of 4 printed" in meanwhile
    assert "4 handouts are ready" in words(page)
    assert words(page).count("Zoe Hart") == 1
    assert all(copy.serial in words(page) for copy in look(sa.select(Copy)))
    assert {f"{where}.pdf", f"{where}.zip"} <= set(links(page))


def test_what_is_laid_out_already_says_so_while_the_rest_waits(
    app: Flask, mia: FlaskClient, member_id: MemberId
) -> None:
    ask(mia, member_id("ana"), kind="cards")
    work_off(app)
    where = ask(mia, member_id("ana"), member_id("zoe"), kind=["cards", "poster"])

    with app.app_context():
        take_turn()
    one_kind = words(mia.get(where))
    with app.app_context():
        take_turn()
    both = words(mia.get(where))

    assert one_kind.count("Waiting") == 2
    assert both.count("Laid out") == 2
    assert "names, serials and codes are being written on them" in both


def test_a_copy_that_lacks_letters_of_a_name_is_told_at_the_top_and_at_its_person(
    app: Flask, mia: FlaskClient, member_id: MemberId, every: StudioSession
) -> None:
    named = sa.update(Person).where(Person.email == email("ana")).values(name="Ana 😀 Sousa")
    every.execute(named)
    every.commit()
    where = ask(mia, member_id("ana"), member_id("zoe"))

    work_off(app)

    page = words(mia.get(where))
    assert "1 handout lacks something: Ana 😀 Sousa. Below is what." in page
    assert "Left out of the name: 😀" in page


def test_a_run_by_mail_tells_whose_letter_waits_and_whose_has_gone(
    app: Flask, mia: FlaskClient, member_id: MemberId, postbox: Postbox, look: Look
) -> None:
    where = ask(mia, member_id("ana"), member_id("zoe"), delivery="mail")
    work_off(app)

    waiting = words(mia.get(where))
    with app.app_context():
        mail_one()
    sent = words(mia.get(where))

    assert len(look(sa.select(Outbox).where(Outbox.copy_id.is_not(None)))) == 2
    assert waiting.count("Waits to be mailed") == 2
    assert sent.count("Waits to be mailed") == 1
    assert sent.count("Mailed") == 1
    assert "not mailed" not in sent


def test_a_run_by_mail_where_nothing_is_mailed_any_more_says_whose_was_not(
    app: Flask, mia: FlaskClient, member_id: MemberId, postbox: Postbox
) -> None:
    where = ask(mia, member_id("ana"), member_id("zoe"), delivery="mail")
    app.extensions["config"] = replace(app.extensions["config"], smtp_url=None)

    work_off(app)

    page = words(mia.get(where))
    assert "2 were not mailed: Zoe Hart, Ana Sousa." in page
    assert "open it and hand it over" in page


def test_a_worksheet_that_a_lesson_handout_has_become_takes_the_place_of_one(
    app: Flask, mia: FlaskClient, every: StudioSession, look: Look
) -> None:
    was, beside = give(every, "ana"), give(every, "ana", kind=Kind.CARDS)

    ask(mia, was.membership_id)
    work_off(app)

    assert {each.kind for each in look(sa.select(Copy))} == {"lesson", "cards", "worksheet"}
    assert look(sa.select(STATE).where(Copy.id == was.id)) == ["replaced"]
    assert look(sa.select(STATE).where(Copy.id == beside.id)) == ["printed"]


def test_a_worksheet_that_was_asked_for_as_that_takes_no_lesson_handouts_place(
    app: Flask, mia: FlaskClient, every: StudioSession, look: Look
) -> None:
    was = give(every, "ana", PartRef("docket_row", "d1"))

    ask(mia, was.membership_id, kind="worksheet")
    work_off(app)

    assert look(sa.select(STATE).where(Copy.id == was.id)) == ["printed"]
