"""Paper from hand to hand: handed over, signed for, given back, withdrawn and replaced."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import Look, SignIn
from tests.trainer.handouts.ledger import give
from tests.trainer.learner import FEET
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.copy_event import CopyEvent
from trainer.onboarding.queries.board_row import HandoutCell
from trainer.tenancy.scope import StudioSession

LEDGER = "/harbour/ledger"


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Harbour's manager."""
    return sign_in("mia")


def record(client: FlaskClient, copy: Copy, event: str, note: str = "") -> str:
    """Say what happened to a copy; what the page says then."""
    path = f"/harbour/copies/{copy.id}/events"
    answer = client.post(path, data={"event": event, "note": note})
    assert answer.status_code == 303
    return words(client.get(answer.location))


def told(look: Look, copy: Copy) -> list[str]:
    """What happened to a copy, in order."""
    mine = sa.select(CopyEvent.kind).where(CopyEvent.copy_id == copy.id)
    return list(look(mine.order_by(CopyEvent.id)))


def test_a_copy_is_handed_over_signed_for_and_given_back(
    mia: FlaskClient, every: StudioSession, look: Look
) -> None:
    copy = give(every, "ana")

    record(mia, copy, "handed_over")
    signed = mia.post(f"/harbour/copies/{copy.id}/acknowledgements", data={"name": "Ana Sousa"})
    page = words(mia.get(signed.location))
    record(mia, copy, "returned", "In the drawer.")

    assert "Signed as Ana Sousa" in page
    assert told(look, copy) == ["printed", "handed_over", "acknowledged", "returned"]
    assert "In the drawer." in words(mia.get(f"{LEDGER}/{copy.id}"))


def test_nobody_signs_without_a_name(mia: FlaskClient, every: StudioSession, look: Look) -> None:
    copy = give(every, "ana")

    answer = mia.post(f"/harbour/copies/{copy.id}/acknowledgements", data={"name": " "})

    assert answer.status_code == 422
    assert "Write your name" in words(answer)
    assert told(look, copy) == ["printed"]


def test_what_no_longer_fits_changes_nothing_and_says_so(
    mia: FlaskClient, every: StudioSession, look: Look
) -> None:
    copy = give(every, "ana")
    record(mia, copy, "destroyed")

    assert "Nothing was changed" in record(mia, copy, "handed_over")
    assert told(look, copy) == ["printed", "destroyed"]
    odd = mia.post(f"/harbour/copies/{copy.id}/events", data={"event": "printed"})
    assert odd.status_code == 400


def test_a_withdrawn_copy_has_no_bytes_and_its_page_says_so(
    mia: FlaskClient, every: StudioSession
) -> None:
    copy = give(every, "ana")
    pdf = f"/harbour/copies/{copy.id}.pdf"
    assert mia.get(pdf).status_code == 200

    page = record(mia, copy, "withdrawn", "A wrong name.")

    assert mia.get(pdf).status_code == 410
    assert "Withdrawn" in page
    assert "Open the PDF" not in page


def test_one_says_of_ones_own_copy_alone_that_one_has_it(
    client: FlaskClient, sign_in: SignIn, every: StudioSession, look: Look
) -> None:
    copy = give(every, "ana")
    post = f"/harbour/copies/{copy.id}/acknowledgements"
    ana, bruno = sign_in("ana"), sign_in("bruno")

    buttons = ["I have this sheet" in words(each.get(f"/c/{copy.code}")) for each in (ana, bruno)]
    refused = bruno.post(post).status_code
    after = [ana.post(post, follow_redirects=True) for _ in range(2)]

    assert buttons == [True, False]
    assert "I have this sheet" not in words(client.get(f"/c/{copy.code}"))
    assert refused == 404
    assert all("You have said that you have this sheet" in words(page) for page in after)
    assert told(look, copy) == ["printed", "acknowledged"]


def test_printing_again_replaces_what_one_had(app: Flask, sign_in: SignIn, look: Look) -> None:
    ana = sign_in("ana")
    for _ in range(2):
        ana.post(f"{FEET}/copies")
        work_off(app)

    first, second = look(sa.select(Copy).order_by(Copy.id))
    assert told(look, first) == ["printed", "replaced"]
    assert told(look, second) == ["printed"]
    assert "Replaced" in words(ana.get(f"{FEET}/copies"))
    assert f"by copy {second.serial}" in words(sign_in("mia").get(f"{LEDGER}/{first.id}"))


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ([], "current"),
        (["handed_over", "acknowledged"], "current"),
        (["lost"], "no_paper"),
        (["handed_over", "returned"], "no_paper"),
        (["destroyed"], "no_paper"),
        (["withdrawn"], "no_paper"),
    ],
)
def test_the_board_knows_whose_paper_is_in_their_hands(
    mia: FlaskClient, sign_in: SignIn, every: StudioSession, path: list[str], cell: str
) -> None:
    copy = give(every, "ana")
    for event in path:
        if event == "acknowledged":
            sign_in("ana").post(f"/harbour/copies/{copy.id}/acknowledgements")
        else:
            record(mia, copy, event)

    board = mia.get(f"{FEET}/board?query=ana")

    assert HandoutCell(1, is_stale=False).state == "current"
    assert f'class="state {cell}"' in board.text
