"""My own handouts: printed with what is open to me, and the same bytes every time."""

from __future__ import annotations

import hashlib

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.trainer.conftest import Look, SignIn, on_sqlite
from tests.trainer.learner import FEET, STANCE
from tests.trainer.quick_press import quick_press
from tests.trainer.seen import words
from tests.trainer.taught import verdict_of
from trainer.handouts import issuing
from trainer.handouts.document import Handout
from trainer.handouts.press import Pressed, PressFailed
from trainer.models.copy import Copy, CopyPart, PrintFile
from trainer.models.counter import Counter

COPIES = f"{FEET}/copies"


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana on one device."""
    return sign_in("ana")


def pdf_of(client: FlaskClient, copy: Copy) -> bytes:
    """The file of a copy, as it is fetched."""
    answer = client.get(f"/harbour/copies/{copy.id}.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return bytes(answer.data)


def test_asking_prints_a_copy_with_a_serial_and_its_hash(ana: FlaskClient, look: Look) -> None:
    answers = [ana.post(COPIES) for _ in range(2)]

    first, second = look(sa.select(Copy).order_by(Copy.id))
    assert [answer.location for answer in answers] == [COPIES, COPIES]
    assert second.serial.endswith("-0002")
    assert first.code != second.code
    assert hashlib.sha256(pdf_of(ana, first)).hexdigest() == first.sha256
    assert f"/c/{first.code}".encode() in pdf_of(ana, first)
    assert f"Handout {first.serial}" in words(ana.get(COPIES))


def test_fetching_gives_the_same_bytes_every_time(ana: FlaskClient, look: Look) -> None:
    ana.post(COPIES)
    (copy,) = look(sa.select(Copy))

    fetched = {pdf_of(ana, copy) for _ in range(3)}

    ana.post(COPIES)
    assert fetched == {pdf_of(ana, copy)}


def test_a_handout_has_the_verdicts_that_are_open_and_no_other(
    ana: FlaskClient, look: Look
) -> None:
    for _ in range(2):
        ana.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})
    ana.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})
    ana.post(COPIES)

    (copy,) = look(sa.select(Copy))
    printed = pdf_of(ana, copy).decode()
    shown = {f"{part.kind}:{part.ref}" for part in look(sa.select(CopyPart))}
    assert verdict_of("d1") in printed
    assert verdict_of("d2") not in printed
    assert {"docket_row:d1", "wording:d2"} <= shown
    assert "docket_row:d2" not in shown


def test_a_press_that_fails_says_so_and_records_nothing(
    ana: FlaskClient, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jam(_: object) -> None:
        raise PressFailed("The paper jams. Nothing was recorded.")

    monkeypatch.setattr(issuing, "press", jam)

    answer = ana.post(COPIES)

    assert "The paper jams." in words(ana.get(answer.location))
    assert look(sa.select(Copy)) + look(sa.select(PrintFile)) + look(sa.select(Counter)) == []


def test_whoever_is_quicker_gets_the_serial_and_the_other_prints_again(
    ana: FlaskClient, sign_in: SignIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    bruno, pressed = sign_in("bruno"), []

    def slow_press(handouts: tuple[Handout, ...]) -> Pressed:
        pressed.append(handouts[0].heading.serial)
        if len(pressed) == 1:
            bruno.post(COPIES)
        return quick_press(handouts)

    monkeypatch.setattr(issuing, "press", slow_press)

    ana.post(COPIES)

    copies = {copy.serial: copy for copy in look(sa.select(Copy))}
    assert [serial[-4:] for serial in pressed] == ["0001", "0001", "0002"]
    assert sorted(serial[-4:] for serial in copies) == ["0001", "0002"]
    assert b"Ana" in pdf_of(ana, copies[pressed[-1]])


@on_sqlite
def test_no_transaction_is_open_while_the_press_runs(
    ana: FlaskClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    bruno, answers = sign_in("bruno"), []

    def slow_press(handouts: tuple[Handout, ...]) -> Pressed:
        answers.append(bruno.post(f"{FEET}/sections/the-spring/readings").status_code)
        return quick_press(handouts)

    monkeypatch.setattr(issuing, "press", slow_press)

    ana.post(COPIES)

    assert answers == [303]


def test_a_colleagues_copy_is_a_managers_business_and_not_mine(
    ana: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    sign_in("bruno").post(COPIES)
    (copy,) = look(sa.select(Copy))

    assert ana.get(f"/harbour/copies/{copy.id}.pdf").status_code == 404
    assert sign_in("mia").get(f"/harbour/copies/{copy.id}.pdf").status_code == 200
    assert sign_in("zoe").get(f"/ridge/copies/{copy.id}.pdf").status_code == 404
