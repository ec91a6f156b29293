"""What was chosen is ordered: once, as the form has it, and nothing that is wrong."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, MemberId
from tests.trainer.handouts import choosing
from tests.trainer.handouts.choosing import CHOSEN, NEW, RUNS, Ticked, move
from tests.trainer.page_text import held, links, words
from tests.trainer.postbox import Postbox
from tests.trainer.quick_press import work_off
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun, Ticket
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE
mia, ticked, papers = choosing.mia, choosing.ticked, choosing.papers


@pytest.mark.parametrize(
    ("less", "said"),
    [
        ({"membership": []}, "Tick the people whose handouts you want first."),
        ({"kind": [""]}, "Choose what to print."),
    ],
)
def test_a_form_that_lacks_something_prints_nothing_and_keeps_the_rest(
    mia: FlaskClient, member_id: MemberId, look: Look, less: dict[str, list[str]], said: str
) -> None:
    sent = CHOSEN | {"membership": [str(member_id("ana"))]} | less

    answer = mia.post(RUNS, data=sent)

    again = held(answer)
    assert answer.status_code == 422
    assert "Nothing was printed yet" in words(answer)
    assert said in words(answer)
    assert again["delivery"] == ["zip"]
    assert again.get("membership", []) == sent["membership"]
    assert [each for each in again.get("kind", []) if each] == [
        each for each in sent["kind"] if each
    ]
    assert look(sa.select(PrintRun)) == []


def test_whoever_holds_a_current_copy_is_offered_that_one_first(
    app: Flask, mia: FlaskClient, papers: None, member_id: MemberId, look: Look
) -> None:
    ana = {"membership": [member_id("ana")]}
    (copy,) = look(sa.select(Copy).where(Copy.membership_id == member_id("ana")))

    offered = mia.post(RUNS, data={**ana, "holding": "needed"})
    before = look(sa.select(PrintRun))
    anew = mia.post(RUNS, data={**ana, "holding": "every"})
    work_off(app)

    assert offered.status_code == 422
    assert "Everybody ticked has what you chose, and it is current." in words(offered)
    assert f"/harbour/copies/{copy.id}.pdf" in links(offered)
    assert before == []
    assert "1 handout is ready" in words(mia.get(anew.location))


def test_a_run_is_as_the_form_has_it(
    mia: FlaskClient, member_id: MemberId, look: Look, every: StudioSession
) -> None:
    move(every, "ana")
    everybody = [member_id(who) for who in ("ana", "bruno", "mia", "olga", "zoe")]

    mia.post(RUNS, data=CHOSEN | {"membership": everybody})

    (run,) = look(sa.select(PrintRun))
    assert (run.arrangement, run.delivery, run.duplex, run.cover) == (
        "location",
        "zip",
        True,
        False,
    )
    assert [
        (each.membership_id, each.kind) for each in look(sa.select(Ticket).order_by(Ticket.id))
    ] == [
        (member_id(who), kind)
        for who in ("ana", "zoe", "bruno", "olga", "mia")  # Hart, Keller, Lind, Novak have no place
        for kind in ("lesson", "cards")
    ]


def test_a_form_that_is_sent_twice_prints_once_even_when_that_is_done(
    app: Flask, mia: FlaskClient, member_id: MemberId, look: Look
) -> None:
    form = held(mia.get(f"{NEW}?membership={member_id('ana')}"))

    first = mia.post(RUNS, data=form).location
    work_off(app)
    second = mia.post(RUNS, data=form | {"holding": ["every"]})

    assert second.location == first
    assert "printing already" not in words(mia.get(first))
    assert len(look(sa.select(PrintRun))) == 1


def test_printing_again_ticks_the_same_people_and_kinds_for_new_copies(
    app: Flask, mia: FlaskClient, member_id: MemberId, ticked: Ticked
) -> None:
    where = mia.post(RUNS, data=CHOSEN | {"membership": [member_id("ana")]}).location
    work_off(app)
    (again,) = [each for each in links(mia.get(where)) if "again=" in each]

    page = held(mia.get(again))

    assert ticked(again) == ["ana"]
    assert page["kind"] == ["", "lesson", "cards"]
    assert (page["holding"], page["arrangement"]) == (["every"], ["location"])
    assert page["delivery"] == ["zip"]
    assert page["form_key"] != [""]


def test_nothing_is_offered_by_mail_where_nothing_can_be_mailed(
    mia: FlaskClient, member_id: MemberId, look: Look
) -> None:
    form = {"membership": [member_id("ana")], "delivery": "mail"}

    assert "Mailed to each person" not in words(mia.get(NEW))
    assert mia.post(RUNS, data=form).status_code == 422
    assert look(sa.select(PrintRun)) == []


def test_where_letters_are_mailed_handouts_are(
    mia: FlaskClient, postbox: Postbox, member_id: MemberId, look: Look
) -> None:
    form = {"membership": [member_id("ana")], "delivery": "mail"}

    assert "Mailed to each person" in words(mia.get(NEW))
    assert mia.post(RUNS, data=form).status_code == 303
    assert [run.delivery for run in look(sa.select(PrintRun))] == ["mail"]
