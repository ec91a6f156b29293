"""A printed code: genuine or not, current or superseded, and nothing about a person."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.trainer.conftest import Look, SignIn
from tests.trainer.handouts.ledger import become, give, replace
from tests.trainer.learner import FEET
from tests.trainer.page_text import words
from tests.trainer.quick_press import work_off
from tests.trainer.syllabus import a_package, publish_again
from trainer.handouts.code import plain_code
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy, Sighting
from trainer.handouts.views import codes
from trainer.tenancy.models.studio import Studio
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
    assert "A worksheet of Harbour" in said
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


ODD_WAYS = {
    "spaces": lambda code: f" {code[:4]} {code[4:8]}  {code[8:]} ",
    "full stops": lambda code: f"{code[:8]}.{code[8:]}.",
    "slashes": lambda code: f"{code[:4]}/{code[4:]}",
    "a slash at the end": lambda code: f"{code}/",
    "dashes of other kinds": lambda code: f"{code[:4]}\u2013{code[4:8]}\u2011{code[8:]}",
    "invisible marks": lambda code: f"\u200b{code[:5]}\u00ad{code[5:]}\u200e\ufeff",
    "wide letters": lambda code: "".join(chr(ord(char) + 0xFEE0) for char in code),
    "colons and quotes": lambda code: f"“{code[:4]}:{code[4:]}”",
}


@pytest.mark.parametrize("way", ODD_WAYS.values(), ids=ODD_WAYS.keys())
def test_a_code_is_found_however_it_is_typed(client: FlaskClient, code: str, way: Any) -> None:
    for path in (quote(way(code)), quote(way(code), safe="")):
        answer = client.get(f"/c/{path}", follow_redirects=True)

        assert "Genuine and current" in words(answer), path


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_code_of_letters_and_digits_or_none(typed: str) -> None:
    plain = plain_code(typed)

    assert plain == "" or plain.isalnum()
    assert plain_code(f"{typed[:100]}{MARKS}") == plain_code(typed[:100])


MARKS = " .-/\u200b\u00ad"


def test_guesses_are_limited_and_a_real_code_is_answered_all_the_same(
    client: FlaskClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "GUESSES", 3)

    guesses = [client.get(f"/c/{number:016}") for number in range(5)]

    assert [each.status_code for each in guesses] == [404, 404, 404, 429, 429]
    assert guesses[-1].headers["Retry-After"] == "3600"
    assert "Too many codes" in words(guesses[-1])
    assert client.get(f"/c/{code}").status_code == 200


def test_a_neighbours_guesses_are_counted_apart(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "GUESSES", 1)
    places = ["192.0.2.1", "192.0.2.1", "192.0.2.2"]

    asked = [client.get("/c/0000", environ_base={"REMOTE_ADDR": each}) for each in places]

    assert [each.status_code for each in asked] == [404, 429, 404]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("withdrawn", "Genuine, but withdrawn"),
        ("lost", "Genuine, but reported lost"),
        ("destroyed", "Genuine, but recorded as destroyed"),
        ("handed_over", "Genuine and current"),
    ],
)
def test_what_became_of_a_copy_is_said_plainly(
    client: FlaskClient, every: StudioSession, event: str, said: str
) -> None:
    copy = give(every, "ana")

    become(every, copy, event)

    assert said in words(client.get(f"/c/{copy.code}"))


def test_a_replaced_copy_says_so_and_the_new_one_is_current(
    client: FlaskClient, every: StudioSession
) -> None:
    old, new = give(every, "ana"), give(every, "ana")

    replace(every, new)

    assert "Genuine, but replaced" in words(client.get(f"/c/{old.code}"))
    assert "Genuine and current" in words(client.get(f"/c/{new.code}"))


def test_a_worksheet_is_called_that(client: FlaskClient, every: StudioSession) -> None:
    copy = give(every, "ana", kind=Kind.WORKSHEET)

    assert "A worksheet of Harbour" in words(client.get(f"/c/{copy.code}"))


@pytest.mark.parametrize(("zone", "day"), [("Asia/Tokyo", 3), ("America/Los_Angeles", 2)])
def test_the_day_is_the_studios_own(
    client: FlaskClient, every: StudioSession, zone: str, day: int
) -> None:
    late = dt.datetime(2026, 3, 2, 20, 30, tzinfo=dt.UTC)
    copy = give(every, "ana", at=late)
    every.get_one(Studio, copy.studio_id).time_zone = zone
    every.commit()

    assert f"Printed {day} March 2026" in words(client.get(f"/c/{copy.code}"))


def test_a_manager_is_led_from_the_paper_to_the_ledger(
    sign_in: SignIn, every: StudioSession
) -> None:
    copy = give(every, "ana")

    seen = ["Open it in the ledger" in words(sign_in(who).get(f"/c/{copy.code}")) for who in WHO]

    assert seen == [True, True, False, False]


WHO = ("mia", "olga", "ana", "rhea")
