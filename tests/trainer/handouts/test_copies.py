"""My own handouts: printed with what is open to me, and the same bytes every time."""

from __future__ import annotations

import hashlib

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import Look, SignIn
from tests.trainer.learner import FEET, STANCE
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from tests.trainer.syllabus import verdict_of
from trainer.handouts import press_step
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_base import BasePart
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.press import PressFailed
from trainer.storage.counter import Counter

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


def test_asking_prints_a_copy_with_a_serial_and_its_hash(
    app: Flask, ana: FlaskClient, look: Look
) -> None:
    pages = []
    for _ in range(2):
        pages.append(ana.post(COPIES).location)
        work_off(app)

    first, second = look(sa.select(Copy).order_by(Copy.id))
    assert all("Your handout is ready" in words(ana.get(page)) for page in pages)
    assert second.serial.endswith("-0002")
    assert first.code != second.code
    assert hashlib.sha256(pdf_of(ana, first)).hexdigest() == first.sha256
    assert f"/c/{first.code}".encode() in pdf_of(ana, first)
    assert f"Worksheet {first.serial}" in words(ana.get(COPIES))


def test_fetching_gives_the_same_bytes_every_time(app: Flask, ana: FlaskClient, look: Look) -> None:
    ana.post(COPIES)
    work_off(app)
    (copy,) = look(sa.select(Copy))

    fetched = {pdf_of(ana, copy) for _ in range(3)}

    ana.post(COPIES)
    work_off(app)
    assert fetched == {pdf_of(ana, copy)}


def test_a_handout_has_the_verdicts_that_are_open_and_no_other(
    app: Flask, ana: FlaskClient, look: Look
) -> None:
    for _ in range(2):
        ana.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})
    ana.post(f"{FEET}/docket/d1/stances", data=STANCE | {"moved_by": ""})
    ana.post(COPIES)
    work_off(app)

    (copy,) = look(sa.select(Copy))
    printed = pdf_of(ana, copy).decode()
    shown = {f"{part.kind}:{part.ref}" for part in look(sa.select(BasePart))}
    assert verdict_of("d1") in printed
    assert verdict_of("d2") not in printed
    assert {"docket_row:d1", "wording:d2"} <= shown
    assert "docket_row:d2" not in shown


def test_a_press_that_fails_says_so_and_records_no_copy(
    app: Flask, ana: FlaskClient, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jam(*_: object) -> bytes:
        raise PressFailed("the paper jams")

    monkeypatch.setattr(press_step, "press", jam)

    answer = ana.post(COPIES)
    work_off(app)

    assert "The paper jams." in words(ana.get(answer.location))
    assert look(sa.select(Copy)) + look(sa.select(PrintFile)) + look(sa.select(Counter)) == []


def test_two_taps_print_one_handout(app: Flask, ana: FlaskClient, look: Look) -> None:
    first, second = (ana.post(COPIES).location for _ in range(2))

    work_off(app)

    assert first == second
    assert len(look(sa.select(Copy))) == 1


def test_a_colleagues_copy_is_a_managers_business_and_not_mine(
    app: Flask, ana: FlaskClient, sign_in: SignIn, look: Look
) -> None:
    sign_in("bruno").post(COPIES)
    work_off(app)
    (copy,) = look(sa.select(Copy))

    assert ana.get(f"/harbour/copies/{copy.id}.pdf").status_code == 404
    assert sign_in("mia").get(f"/harbour/copies/{copy.id}.pdf").status_code == 200
    assert sign_in("zoe").get(f"/ridge/copies/{copy.id}.pdf").status_code == 404
