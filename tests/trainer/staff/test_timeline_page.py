"""A person's page tells all that they did, to a manager and to themselves, and holds a secret."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.conftest import Look, MemberId, SignIn
from tests.trainer.deeds import assign, do_everything
from tests.trainer.page_text import links, values, words
from tests.trainer.study_records import Study
from tests.trainer.syllabus import a_package, publish_again
from tests.trainer.world import LONG_AGO
from trainer.debate.models.stance import Stance
from trainer.editions.models.edition import Document, Origin, Title
from trainer.handouts.models.copy import Copy
from trainer.staff.queries.activity_sources import STANCES
from trainer.study.models.reading import Reading
from trainer.tenancy.scope import StudioSession

REASON = "canary-reason"


@pytest.fixture
def ana(every: StudioSession) -> Study:
    """Ana, who has done one of everything."""
    doing = do_everything(every, "ana", REASON)
    assign(every, "mia", membership_id=doing.member.id)
    every.commit()
    return doing


@pytest.fixture
def page(ana: Study, member_id: MemberId) -> str:
    """The address of Ana's page."""
    return f"/harbour/memberships/{member_id('ana')}"


@pytest.mark.parametrize("who", ["mia", "olga", "ana"])
def test_everything_somebody_did_is_on_their_page(sign_in: SignIn, page: str, who: str) -> None:
    shown = words(sign_in(who).get(page))

    where = "Feet in Harbour, edition 1 08:30"
    assert f"Read The spring {where}" in shown
    assert f"Practised Stand Ease 3 before, 6 after · {where}" in shown
    assert f"Stance It is so, says d1. First stance · {where}" in shown
    assert f"Stance It is so, says d1. Second stance · {where}" in shown
    assert f"Quiz Attempt 1 100%, passed · {where}" in shown
    assert f"Printed Handout 2026-0000 {where}" in shown
    assert f"Approved Walk Teacher · {where}" in shown
    assert "Assigned Due 1 April 2026" in shown
    assert "Joined Harbour 08:30" in shown
    assert "9 entries, the newest first 9 March 2026" in shown


def test_only_a_manager_is_told_who_assigned_it(sign_in: SignIn, page: str) -> None:
    assert "By Mia Novak · Feet in Harbour" in words(sign_in("olga").get(page))
    assert "Mia Novak" not in words(sign_in("ana").get(page))


def test_a_colleagues_page_is_not_found(sign_in: SignIn, page: str) -> None:
    assert sign_in("bruno").get(page).status_code == 404
    assert sign_in("rhea").get(page).status_code == 404


@pytest.mark.parametrize("who", ["mia", "ana"])
def test_what_somebody_holds_is_nowhere_on_the_page(
    sign_in: SignIn, look: Look, page: str, who: str
) -> None:
    held = look(sa.select(Stance))[0]

    answer = sign_in(who).get(page)

    assert held.reason == REASON
    assert REASON not in answer.text
    shown = words(answer).replace("Ease 3 before, 6 after", "")
    assert not re.search(rf"\b({held.position}|{held.confidence})\b", shown)


def test_what_somebody_holds_is_not_even_asked_for() -> None:
    selected = {column.name for column in STANCES.selected_columns}

    assert "phase" in selected
    assert selected.isdisjoint({"position", "confidence", "reason", "moved_by"})


@pytest.mark.parametrize("who", ["mia", "ana"])
def test_a_handout_opens_from_the_page(sign_in: SignIn, look: Look, page: str, who: str) -> None:
    client, pdf = sign_in(who), f"/harbour/copies/{look(sa.select(Copy.id))[0]}.pdf"

    assert pdf in links(client.get(page))
    assert client.get(pdf).data == b"%PDF"


def test_what_changed_since_is_said(every: StudioSession, sign_in: SignIn, page: str) -> None:
    mia = sign_in("mia")
    assert "Changed since" not in words(mia.get(page))

    reworded = a_package(title="Feet in Harbour", summary="In other words.")
    publish_again(every, reworded, "exercise:stand")

    shown = words(mia.get(page))
    assert "Stand Ease 3 before, 6 after · Feet in Harbour, edition 1 08:30 Changed since" in shown
    # The section that shows it, and the quiz, which asks about that section, rest on it.
    assert "The spring Feet in Harbour, edition 1 08:30 Changed since" in shown
    assert "100%, passed · Feet in Harbour, edition 1 08:30 Changed since" in shown
    assert shown.count("Changed since") == 3


def test_one_kind_is_shown_alone(sign_in: SignIn, page: str) -> None:
    shown = words(sign_in("mia").get(page, query_string={"kind": "stance"}))

    assert "2 of 9 entries" in shown
    assert "It is so, says d1." in shown
    assert "The spring" not in shown


def test_a_lesson_is_shown_alone_where_there_are_several(
    every: StudioSession, sign_in: SignIn, ana: Study, page: str
) -> None:
    mia, asked = sign_in("mia"), {"lesson": "hands"}
    assert "Every lesson" not in words(mia.get(page))
    package = Package(lesson=a_lesson(title="Hands"))
    Document.keep(every, package)
    title = Title(slug="hands", origin=Origin.SHIPPED)
    with every.within(ana.member.studio_id) as rows:
        rows.add(title)
        rows.flush()
        edition = title.publish(rows, package, LONG_AGO)
        Reading.record(rows, ana.member.id, edition, "the-spring", LONG_AGO)
    every.commit()

    answer = mia.get(page, query_string=asked)

    assert "Every lesson" in words(answer)
    assert values(answer)["lesson"] == "hands"
    assert "1 of 10 entries" in words(answer)
    assert "The spring Hands, edition 1" in words(answer)


@pytest.mark.parametrize("asked", [{"kind": "left"}, {"kind": "x"}, {"lesson": "x"}])
def test_where_nothing_is_found_a_link_leads_back_to_everything(
    sign_in: SignIn, page: str, asked: dict[str, str]
) -> None:
    answer = sign_in("mia").get(page, query_string=asked)

    assert "Nothing yet. As soon as there is something of that kind" in words(answer)
    assert page in links(answer)
    assert words(answer).count("Nothing yet") == 1


def test_who_has_done_nothing_is_told_what_will_be_here(
    sign_in: SignIn, member_id: MemberId
) -> None:
    shown = words(sign_in("mia").get(f"/harbour/memberships/{member_id('zoe')}"))

    assert "Nothing yet. What Zoe Hart reads" in shown
    assert "1 entry, the newest first 2 March 2026 Joined Harbour" in shown


def test_a_kind_that_there_is_none_of_stays_chosen(sign_in: SignIn, page: str) -> None:
    answer = sign_in("mia").get(page, query_string={"kind": "left"})

    assert values(answer)["kind"] == "left"


def test_a_long_timeline_shows_its_newest_hundred_and_then_all(
    every: StudioSession, sign_in: SignIn, ana: Study, page: str
) -> None:
    for number in range(100):
        ana.practise("stand", f"{number} times.")
    every.commit()
    mia = sign_in("mia")

    cut, asked = mia.get(page), {"kind": "practised"}
    whole = mia.get(
        next(each for each in links(mia.get(page, query_string=asked)) if "all" in each)
    )

    assert "100 of 109 entries" in words(cut)
    assert "Show all 109" in words(cut)
    assert "101 of 109 entries" in words(whole)
    assert "Show all" not in words(whole)
