"""The ledger's pages: every copy found, what becomes of it recorded, and what to print anew."""

from __future__ import annotations

import csv
import io

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from quizzes.parts import PartRef
from tests.trainer.conftest import Look, SignIn
from tests.trainer.handouts.ledger import become, give
from tests.trainer.learner import FEET
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from tests.trainer.syllabus import a_package, publish_again
from tests.trainer.world import member_of
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyEvent
from trainer.handouts.queries import ledger as pages
from trainer.handouts.table_file import table_file
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import StudioSession

LEDGER = "/harbour/ledger"


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Harbour's manager."""
    return sign_in("mia")


def told(look: Look, copy: Copy) -> list[str]:
    """What happened to a copy, in order."""
    mine = sa.select(CopyEvent.kind).where(CopyEvent.copy_id == copy.id)
    return list(look(mine.order_by(CopyEvent.id)))


def test_an_empty_ledger_says_what_will_be_here(mia: FlaskClient) -> None:
    assert "No copy yet" in words(mia.get(LEDGER))
    assert "No paper is out of date" in words(mia.get("/harbour/replacements/new"))


def test_a_copy_is_found_by_serial_name_state_kind_place_and_run(
    mia: FlaskClient, every: StudioSession
) -> None:
    ana, bruno = give(every, "ana"), give(every, "bruno", kind=Kind.CARDS)
    with every.within(ana.studio_id) as rows:
        location = Location(name="Quay")
        rows.add(location)
        rows.flush()
    member_of(every, "harbour", "ana").location_id = location.id
    every.commit()
    become(every, bruno, "lost")

    asked = {
        f"query={ana.serial[-4:]}": ana,
        "query=SOUSA": ana,
        "state=printed": ana,
        "state=lost": bruno,
        "kind=cards": bruno,
        f"place={location.id}": ana,
    }
    for query, found in asked.items():
        said = words(mia.get(f"{LEDGER}?{query}"))
        (other,) = {ana.serial, bruno.serial} - {found.serial}
        assert "1 of 2 copies" in said, query
        assert (found.serial in said, other in said) == (True, False), query
    assert "No copy matches" in words(mia.get(f"{LEDGER}?run=12"))
    assert "No copy matches" in words(mia.get(f"{LEDGER}?query=%25"))
    assert "2 copies" in words(mia.get(f"{LEDGER}?place=x&run=-1&page=99"))


def test_every_copy_is_on_some_page(
    mia: FlaskClient, every: StudioSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "A_PAGE", 2)
    serials = [give(every, "ana").serial for _ in range(5)]

    said = [words(mia.get(f"{LEDGER}?query=ana&page={number}")) for number in (1, 2, 3)]

    found = [[serial for serial in reversed(serials) if serial in page] for page in said]
    assert [serial for page in found for serial in page] == serials[::-1]
    assert [("Newer" in page, "Older" in page) for page in said] == [
        (False, True),
        (True, True),
        (True, False),
    ]


def test_the_table_holds_all_and_no_formula(
    mia: FlaskClient, every: StudioSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "A_PAGE", 1)
    copies = [give(every, who) for who in ("ana", "bruno")]
    member = member_of(every, "harbour", "ana")
    every.get_one(Person, member.person_id).name = "=HYPERLINK(1)"
    every.commit()

    answer = mia.get(f"{LEDGER}.csv")

    head, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert answer.mimetype == "text/csv"
    assert [row[0] for row in rows] == [copy.serial for copy in reversed(copies)]
    assert [row[head.index("Name")] for row in rows] == ["Bruno Keller", "'=HYPERLINK(1)"]
    assert len(list(csv.reader(mia.get(f"{LEDGER}.csv?query=bruno").text.splitlines()))) == 2


@pytest.mark.parametrize("begin", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_begins_as_a_formula_does(begin: str) -> None:
    ((cell,),) = csv.reader(io.StringIO("".join(table_file([], [[begin]])).split("\r\n", 1)[1]))

    assert cell == f"'{begin}"


def test_a_material_change_lists_whoever_holds_it_and_prints_theirs_anew(
    app: Flask, mia: FlaskClient, every: StudioSession, look: Look
) -> None:
    ana, bruno = give(every, "ana"), give(every, "bruno", PartRef("exercise", "walk"))
    gone, left = give(every, "zoe"), give(every, "gus")
    become(every, gone, "handed_over", "returned")
    publish_again(every, a_package(title="Feet again"), "exercise:stand")

    page = mia.get("/harbour/replacements/new")
    said = words(page)
    assert "2 copies held by 2 people" in said
    assert [each.serial in said for each in (ana, left, bruno, gone)] == [True, True, False, False]
    assert "has left" in said
    assert "exercise" in said
    assert f'value="{ana.membership_id}"' in page.text
    assert f'value="{left.membership_id}"' not in page.text

    mia.post(f"{FEET}/print-runs", data={"membership": [ana.membership_id]})
    work_off(app)
    assert told(look, ana) == ["printed", "replaced"]
    assert ana.serial not in words(mia.get("/harbour/replacements/new"))


def test_cards_are_no_paper_of_the_lesson(mia: FlaskClient, every: StudioSession) -> None:
    give(every, "ana", kind=Kind.CARDS)

    assert 'class="state no_paper"' in mia.get(f"{FEET}/board?query=ana").text


def test_an_instructor_sees_no_ledger(sign_in: SignIn, every: StudioSession) -> None:
    copy = give(every, "ana")
    ana = sign_in("ana")

    asked = (LEDGER, f"{LEDGER}.csv", f"{LEDGER}/{copy.id}", "/harbour/replacements/new")

    assert {ana.get(path).status_code for path in asked} == {403}


@pytest.mark.parametrize("page", ["ledger", "ledger/{}", "replacements/new", "ledger.csv"])
def test_a_page_asks_no_more_when_the_ledger_grows(
    mia: FlaskClient, every: StudioSession, queries: list[str], page: str
) -> None:
    first = give(every, "ana")
    publish_again(every, a_package(title="Feet again"), "exercise:stand")
    path, asked = f"/harbour/{page.format(first.id)}", []
    for people in ((), ("bruno", "mia", "olga", "zoe")):
        for who in people:
            give(every, who, PartRef("exercise", "walk"))
        queries.clear()
        mia.get(path)
        asked.append(len(queries))

    assert asked[0] == asked[1]
    assert asked[0] <= 12
