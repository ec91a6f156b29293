"""A print run is put together: what is printed, for whom, and how; and what was chosen is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, MemberId, SignIn
from tests.trainer.handouts.ledger import give
from tests.trainer.learner import FEET
from tests.trainer.page_text import held, links, words
from tests.trainer.postbox import Postbox
from tests.trainer.quick_press import work_off
from tests.trainer.syllabus import a_package, publish_again
from tests.trainer.world import member_of
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun, Ticket
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE

NEW, RUNS = f"{FEET}/print-runs/new", f"{FEET}/print-runs"
CHOSEN: dict[str, str | list[str]] = {
    "kind": ["lesson", "cards"],
    "holding": "every",
    "arrangement": "location",
    "duplex": "y",
    "delivery": "zip",
}
Ticked = Callable[[str], list[str]]


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Mia, who manages Harbour."""
    return sign_in("mia")


@pytest.fixture
def ticked(mia: FlaskClient, member_id: MemberId) -> Ticked:
    """Whose boxes are ticked on a page, by the address of the page."""
    names = {str(member_id(who)): who for who in ("ana", "bruno", "mia", "olga", "zoe")}

    def at(address: str) -> list[str]:
        return sorted(names[id_] for id_ in held(mia.get(address)).get("membership", []))

    return at


@pytest.fixture
def papers(every: StudioSession) -> None:
    """Ana has a lesson handout; Bruno has one that has changed since, and cards that have not."""
    give(every, "bruno")
    publish_again(every, a_package(title="Feet again"), "exercise:stand")
    give(every, "bruno", kind=Kind.CARDS)
    give(every, "ana")


def move(every: StudioSession, who: str) -> int:
    """Put somebody into Harbour's hall."""
    hall = every.scalars(sa.select(Location.id).where(Location.name == "Harbour Hall")).one()
    member_of(every, "harbour", who).location_id = hall
    every.commit()
    return hall


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
