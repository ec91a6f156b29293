"""A printed code: genuine or not, current or superseded, and nothing about a person."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import Look, SignIn
from tests.trainer.learner import FEET
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from tests.trainer.syllabus import a_package, publish_again
from trainer.handouts.models.copy import Copy, Sighting
from trainer.handouts.views import codes
from trainer.tenancy.scope import StudioSession


@pytest.fixture
def code(app: Flask, sign_in: SignIn, look: Look) -> str:
    """The code of Ana's handout."""
    sign_in("ana").post(f"{FEET}/copies")
    work_off(app)
    (copy,) = look(sa.select(Copy))
    return str(copy.code)


def test_anybody_sees_whose_it_is_and_that_it_is_current(client: FlaskClient, code: str) -> None:
    page = client.get(f"/c/{code}")

    said = words(page)
    assert page.status_code == 200
    assert "Genuine and current" in said
    assert "A handout of Harbour" in said
    assert "Feet in Harbour" in said


def test_nothing_about_a_person_is_shown(client: FlaskClient, code: str) -> None:
    text = client.get(f"/c/{code}").text

    assert not [name for name in ("Ana", "Sousa", "ana@", "Olga", "Mia") if name in text]


@pytest.mark.parametrize(
    "typed", [lambda code: code.upper(), lambda code: "-".join((code[:4], code[4:9], code[9:]))]
)
def test_a_code_may_be_typed_by_hand(client: FlaskClient, code: str, typed: Any) -> None:
    assert client.get(f"/c/{typed(code)}").status_code == 200


@pytest.mark.parametrize("odd", ["0" * 16, "x", "%00", "é" * 9, "a" * 4000])
def test_a_code_that_is_not_ours_is_told_so(client: FlaskClient, look: Look, odd: str) -> None:
    page = client.get(f"/c/{odd}")

    assert page.status_code in {400, 404}
    assert "Genuine" not in words(page)
    assert look(sa.select(Sighting)) == []


def test_every_look_is_a_sighting(client: FlaskClient, code: str, look: Look) -> None:
    for _ in range(3):
        client.get(f"/c/{code}")

    assert len(look(sa.select(Sighting))) == 3


def test_a_page_reloaded_all_day_does_not_fill_the_ledger(
    client: FlaskClient, code: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "SIGHTINGS", 2)

    answers = [client.get(f"/c/{code}").status_code for _ in range(4)]

    assert answers == [200] * 4
    assert len(look(sa.select(Sighting))) == 2


def test_a_material_change_supersedes_it(
    client: FlaskClient, code: str, every: StudioSession
) -> None:
    publish_again(every, a_package(title="Feet again"), "exercise:stand")

    assert "superseded" in words(client.get(f"/c/{code}"))


def test_a_minor_change_disturbs_no_paper(
    client: FlaskClient, code: str, every: StudioSession
) -> None:
    publish_again(every, a_package(title="Feet again"))

    assert "Genuine and current" in words(client.get(f"/c/{code}"))
