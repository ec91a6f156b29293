"""The debate, row by row."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.debates import SHORTS, a_debated_lesson, a_verdict, an_argument
from tests.trainer.conftest import SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.page_text import held, links, words
from tests.trainer.syllabus import a_package, publish_again, verdict_of
from trainer.debate.queries.debate import POSITIONS
from trainer.storage.document_cache import documents
from trainer.tenancy.scope import StudioSession

pytestmark = on_sqlite
DOCKET = f"{FEET}/docket"


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana, who holds nothing yet."""
    return sign_in("ana")


def take(client: FlaskClient, row: str, **more: str) -> None:
    """Take the stance that comes next."""
    assert client.post(f"{DOCKET}/{row}/stances", data=STANCE | more).status_code == 303


def test_every_row_is_listed_with_its_wording_and_where_i_stand(ana: FlaskClient) -> None:
    take(ana, "d2")

    page = ana.get(DOCKET)

    assert {f"{DOCKET}/d1", f"{DOCKET}/d2"} <= set(links(page))
    for part in ("Row d1", "It is so, says d1.", "Not yet", "First stance taken"):
        assert part in words(page)


def test_a_row_that_is_argued_shows_its_label_in_the_list(ana: FlaskClient) -> None:
    take(ana, "d1")
    before = words(ana.get(DOCKET))

    take(ana, "d1", moved_by="")

    after = words(ana.get(DOCKET))
    assert "Contradicted" not in before
    assert "Both stances taken" in after
    assert "Contradicted" in after
    assert "Not testable" not in after


@pytest.mark.parametrize(("label", "is_graded"), [("contested", True), ("no_evidence", False)])
def test_where_no_evidence_was_found_there_is_none_to_grade(
    ana: FlaskClient, every: StudioSession, label: str, *, is_graded: bool
) -> None:
    first, *others = a_debated_lesson().verdicts
    publish_again(every, a_package(verdicts=(first, a_verdict("d2", label), *others[1:])))
    take(ana, "d2")
    take(ana, "d2", moved_by="")

    page = words(ana.get(f"{DOCKET}/d2"))

    verdict = page[page.index("The verdict ") : page.index("Where you moved")]
    assert {"contested": "Contested", "no_evidence": "No evidence found"}[label] in verdict
    assert SHORTS[label] in verdict
    assert ("Grade" in verdict) is is_graded


def test_a_row_asks_for_a_position_in_words_and_gives_none(ana: FlaskClient) -> None:
    page = ana.get(f"{DOCKET}/d1")

    assert [word in words(page) for word in POSITIONS.values()] == [True] * 8
    assert held(page) == {}


def test_a_row_names_the_claims_it_covers(ana: FlaskClient) -> None:
    page = words(ana.get(f"{DOCKET}/d1"))

    assert "Claim c1." in page
    assert "Claim c2." not in page


def test_arguments_come_with_their_readers_and_their_evidence(ana: FlaskClient) -> None:
    take(ana, "d1")

    page = words(ana.get(f"{DOCKET}/d1"))

    for part in (
        "Reader 1, March 2011",
        "Walking barefoot feels lively.",
        "Keller A. Feet. J Feet 1990;1:1–2.",
        "Dissection",
        "Two feet.",
        "Objection 1",
    ):
        assert part in page


def test_a_hidden_comment_is_neither_numbered_nor_dated(ana: FlaskClient) -> None:
    take(ana, "d2")

    page = words(ana.get(f"{DOCKET}/d2"))

    assert "A reader whose comment is not shown" in page
    assert "Reader 2" not in page


def test_an_objection_to_an_objection_stands_with_it(
    ana: FlaskClient, every: StudioSession
) -> None:
    lesson = a_debated_lesson()
    again = an_argument("d1", "undercuts", ref="again", target="d1-undercuts", text="Yet it did.")
    publish_again(every, a_package(arguments=(*lesson.arguments, again)))
    take(ana, "d1")

    page = words(ana.get(f"{DOCKET}/d1"))

    assert "Objection 2 Yet it did." in page


def test_arguments_of_one_row_do_not_stand_on_another(ana: FlaskClient) -> None:
    take(ana, "d2")

    assert "Walking barefoot feels lively." not in ana.get(f"{DOCKET}/d2").text


def test_after_the_second_stance_nothing_more_is_asked(ana: FlaskClient) -> None:
    take(ana, "d1")
    take(ana, "d1", moved_by="")

    page = ana.get(f"{DOCKET}/d1")

    assert "/stances" not in page.text
    assert f"{DOCKET}/d2" in links(page)


def test_a_lesson_without_a_docket_has_an_empty_debate(
    ana: FlaskClient, every: StudioSession
) -> None:
    publish_again(every, a_package(docket=(), arguments=(), verdicts=()))

    page = ana.get(DOCKET)

    assert page.status_code == 200
    assert "Nothing to argue yet" in words(page)


def test_what_is_made_once_a_process_names_nobody(ana: FlaskClient) -> None:
    documents.clear()
    take(ana, "d1")
    take(ana, "d1", moved_by="d1-for")

    ana.get(f"{DOCKET}/d1")
    ana.get(f"{DOCKET}/d2")
    ana.post(f"{DOCKET}/d2/stances", data={"reason": "Ana typed this."})
    ana.get(f"{FEET}/sections/the-spring")

    everything = documents.everything().items()
    kept = " ".join(str(made) for key, made in everything if key.what != "package")
    assert "Walking barefoot feels lively." in kept
    assert "Save my first stance" in kept
    assert "Stop if it hurts." in kept
    assert not re.search(f"harbour|Ana|csrf|{verdict_of('d1')}|{STANCE['reason']}", kept)
