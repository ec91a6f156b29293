"""A print run is put together: what is printed, for whom, and how; and what was chosen is kept."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.handouts import choosing
from tests.trainer.handouts.choosing import CHOSEN, NEW, RUNS, Ticked, move
from tests.trainer.handouts.ledger import give
from tests.trainer.page_text import held, links, words
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun, Ticket
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE
mia, ticked, papers = choosing.mia, choosing.ticked, choosing.papers


def test_the_page_offers_every_kind_and_everybody_with_what_they_hold(
    mia: FlaskClient, papers: None, look: Look
) -> None:
    page = mia.get(NEW)

    said = words(page)
    assert all(kind.title in said for kind in Kind)
    assert "Gus Moran" not in said
    assert all(copy.serial in said for copy in look(sa.select(Copy)))
    assert {f"/harbour/copies/{copy.id}.pdf" for copy in look(sa.select(Copy))} <= set(links(page))
    assert held(page)["kind"] == ["", "lesson"]
    assert held(page)["holding"] == ["needed"]
    assert {"duplex", "cover"} <= held(page).keys()
    assert "membership" not in held(page)


@pytest.mark.parametrize(
    ("asked", "whom"),
    [
        ("to=all", ["ana", "bruno", "mia", "olga", "zoe"]),
        ("to=none", []),
        ("to=missing", ["mia", "olga", "zoe"]),
        ("to=stale", ["bruno"]),
        ("to=missing&kind=cards", ["ana", "mia", "olga", "zoe"]),
        ("to=stale&kind=cards", []),
        ("to=nonsense", []),
    ],
)
def test_an_address_ticks_by_a_word(
    ticked: Ticked, papers: None, asked: str, whom: list[str]
) -> None:
    assert ticked(f"{NEW}?{asked}") == whom


def test_an_address_ticks_one_by_one_or_a_place(
    ticked: Ticked, every: StudioSession, member_id: MemberId
) -> None:
    hall = move(every, "zoe")

    one_by_one = f"{NEW}?membership={member_id('ana')}&membership={member_id('zoe')}"

    assert ticked(one_by_one) == ["ana", "zoe"]
    assert ticked(f"{NEW}?to=place-{hall}") == ["zoe"]


def test_a_link_to_what_has_changed_prints_that_alone(
    mia: FlaskClient, papers: None, look: Look, member_id: MemberId
) -> None:
    offered = held(mia.get(f"{NEW}?to=stale&kind=lesson&kind=cards"))

    answer = mia.post(RUNS, data=offered)

    assert answer.status_code == 303
    assert [(each.membership_id, each.kind) for each in look(sa.select(Ticket))] == [
        (member_id("bruno"), "lesson")
    ]


@pytest.mark.parametrize("to", ["all", "none", "these"])
def test_a_button_that_ticks_keeps_all_that_was_chosen(
    mia: FlaskClient, member_id: MemberId, ticked: Ticked, look: Look, to: str
) -> None:
    two = {"membership": [member_id("ana"), member_id("zoe")]}

    answer = mia.post(RUNS, data=CHOSEN | two | {"to": to})

    again = held(mia.get(answer.location))
    assert answer.status_code == 303
    assert again["kind"] == ["", "lesson", "cards"]
    assert {name: again[name] for name in CHOSEN if name != "kind"} == {
        name: [value] for name, value in CHOSEN.items() if name != "kind"
    }
    assert "cover" not in again
    assert len(ticked(answer.location)) == {"all": 5, "none": 0, "these": 2}[to]
    assert look(sa.select(PrintRun)) == []


def test_the_board_leads_there_with_whoever_is_ticked_on_it(
    mia: FlaskClient, member_id: MemberId, ticked: Ticked
) -> None:
    form = {"membership": [member_id("ana"), member_id("mia")], "to": "these"}

    answer = mia.post(RUNS, data=form)

    assert ticked(answer.location) == ["ana", "mia"]
    assert {"duplex", "cover"} <= held(mia.get(answer.location)).keys()


def test_another_lessons_people_and_runs_are_not_here(
    sign_in: SignIn, mia: FlaskClient, member_id: MemberId
) -> None:
    where = mia.post(RUNS, data={"membership": [member_id("ana")]}).location
    run = where.rpartition("/")[2]

    elsewhere = held(sign_in("zoe").get(f"/ridge/lessons/feet/print-runs/new?again={run}"))

    assert "membership" not in elsewhere
    assert sign_in("ana").get(NEW).status_code == 403


def test_the_page_asks_no_more_for_more_people_and_more_paper(
    mia: FlaskClient, every: StudioSession, queries: list[str]
) -> None:
    asked = []
    for who in ("ana", "bruno", "mia", "olga"):
        mia.get(NEW)
        queries.clear()
        mia.get(NEW)
        asked.append(len(queries))
        give(every, who)

    assert len(set(asked)) == 1
