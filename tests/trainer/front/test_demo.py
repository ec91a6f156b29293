"""Signing in by one click, and starting afresh: in demo mode alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.conftest import Look
from tests.trainer.page_text import words
from tests.trainer.world import email
from trainer import demo
from trainer.accounts.views.sign_ins import NO_MATCH
from trainer.config import Config
from trainer.demo.cast import CAST
from trainer.editions import catalogue
from trainer.tenancy.models.person import Person

HOME = f"/{demo.SLUG}/"


@pytest.fixture
def config(config: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The world, in demo mode."""
    monkeypatch.setattr(catalogue, "packages", lambda: {"feet": Package(lesson=a_lesson())})
    return replace(config, demo=True)


@pytest.fixture
def app(app: Flask) -> Flask:
    """An app with the demo in it."""
    with app.app_context():
        demo.ensure()
    return app


def person(look: Look, address: str) -> int:
    """Somebody's id."""
    found: int = look(sa.select(Person.id).where(Person.email == address))[0]
    return found


@pytest.mark.parametrize("who", ["marta", "tomasz", "chiyo"])
def test_one_click_signs_in(client: FlaskClient, look: Look, who: str) -> None:
    chosen = person(look, f"{who}@harbour.example.com")

    answer = client.post("/demo/sign-ins", data={"person": chosen})

    assert (answer.status_code, answer.location) == (303, HOME)
    assert client.get(HOME).status_code == 200


def test_the_first_page_offers_everybody(client: FlaskClient) -> None:
    page = words(client.get("/"))

    for each in CAST:
        assert each.name in page
        assert each.story in page


@pytest.mark.parametrize("chosen", ["", "x", "0", "-1", "9" * 30])
def test_nobody_is_signed_in_by_a_wrong_choice(client: FlaskClient, chosen: str) -> None:
    assert client.post("/demo/sign-ins", data={"person": chosen}).status_code == 404


def test_only_people_of_the_demo_sign_in_by_a_click(client: FlaskClient, look: Look) -> None:
    answer = client.post("/demo/sign-ins", data={"person": person(look, email("olga"))})

    assert answer.status_code == 404
    assert client.get("/harbour/").status_code == 302


def test_nobody_knows_a_password_of_the_demo(client: FlaskClient) -> None:
    form = {"email": "marta@harbour.example.com", "password": "four plain words here"}

    answer = client.post("/sign-in", data=form)

    assert answer.status_code == 422
    assert NO_MATCH in words(answer)


def test_a_reset_signs_out_and_starts_afresh(client: FlaskClient, look: Look) -> None:
    chosen = person(look, "chiyo@harbour.example.com")
    client.post("/demo/sign-ins", data={"person": chosen})
    client.post(f"{HOME}lessons/feet/sections/the-spring/readings")

    page = client.post("/demo/resets", follow_redirects=True)

    assert "The demo is as new." in words(page)
    assert client.get(HOME).status_code == 302


def test_the_demo_is_not_there_outside_demo_mode(app: Flask, client: FlaskClient) -> None:
    app.config.update(DEMO=False)

    assert client.post("/demo/sign-ins", data={"person": 1}).status_code == 404
    assert client.post("/demo/resets").status_code == 404
    assert "Marta" not in words(client.get("/"))
