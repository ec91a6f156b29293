"""Every kind of paper, printed by an instructor for themselves; what they hold is shown first."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, SignIn
from tests.trainer.handouts.ledger import give
from tests.trainer.learner import FEET
from tests.trainer.page_text import held, links, words
from tests.trainer.quick_press import work_off
from tests.trainer.syllabus import a_package, publish_again
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import PrintRun, Ticket
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE

COPIES = f"{FEET}/copies"
ANEW = "Print a new one, which replaces it"


@pytest.fixture
def ana(sign_in: SignIn) -> FlaskClient:
    """Ana on one device."""
    return sign_in("ana")


def test_every_kind_is_offered_and_printed(app: Flask, ana: FlaskClient, look: Look) -> None:
    page = words(ana.get(COPIES))

    for kind in Kind:
        if kind is not Kind.WORKSHEET:  # which a lesson handout comes out as, for Ana
            ana.post(COPIES, data={"kind": kind.value})
            work_off(app)

    printed = {copy.kind for copy in look(sa.select(Copy))}
    assert all(kind.title in page for kind in Kind)
    assert "Print my exercise cards" in page
    assert printed == set(Kind) - {Kind.LESSON}


def test_who_holds_a_kind_is_shown_that_copy_before_a_new_one(
    app: Flask, ana: FlaskClient, look: Look
) -> None:
    before = words(ana.get(COPIES))
    ana.post(COPIES, data={"kind": "cards"})
    work_off(app)
    (copy,) = look(sa.select(Copy))

    page = ana.get(COPIES)

    assert ANEW not in before
    assert words(page).count(ANEW) == 1
    assert f"Open exercise cards {copy.serial}" in words(page)
    assert f"/harbour/copies/{copy.id}.pdf" in links(page)


def test_a_kind_that_has_changed_since_is_offered_as_it_is_now(
    ana: FlaskClient, every: StudioSession
) -> None:
    give(every, "ana", kind=Kind.CARDS)
    publish_again(every, a_package(title="Feet again"), "exercise:stand")

    page = words(ana.get(COPIES))

    assert "Changed since Open exercise cards" in page
    assert page.count("Print it as it is now") == 1
    assert ANEW not in page


def test_a_button_pressed_twice_prints_once_even_when_that_is_done(
    app: Flask, ana: FlaskClient, look: Look
) -> None:
    keys = [each for each in held(ana.get(COPIES))["form_key"] if each.endswith("cards")]
    form = {"kind": "cards", "form_key": keys[0]}

    first = ana.post(COPIES, data=form).location
    work_off(app)
    second = ana.post(COPIES, data=form).location

    assert len(keys) == 1
    assert first == second
    assert len(look(sa.select(PrintRun))) == 1


def test_what_is_no_kind_prints_nothing(ana: FlaskClient, look: Look) -> None:
    assert ana.post(COPIES, data={"kind": "mug"}).status_code == 400
    assert look(sa.select(Ticket)) == []
