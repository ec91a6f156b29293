"""Pictures of paper: seen beside the choice, by whoever may see what they show."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import ON_SQLITE, Look, SignIn
from tests.trainer.learner import FEET, STANCE
from tests.trainer.quick_press import work_off
from tests.trainer.world import member_of
from trainer.clock import now
from trainer.handouts import lookup
from trainer.handouts.models.print_base import BasePart, PrintBase
from trainer.storage.job import Job
from trainer.tenancy.scope import StudioSession

pytestmark = ON_SQLITE


@pytest.fixture
def stocked(app: Flask, every: StudioSession) -> None:
    """All that Harbour teaches is laid out, with nothing open and with everything."""
    owner = member_of(every, "harbour", "olga")
    with every.within(owner.studio_id) as rows:
        Job.ask_for_bases(rows, owner.id, now())
    every.commit()
    work_off(app)


def bases(look: Look, *, telling: bool) -> list[int]:
    """The bases that show a verdict, or those that show none."""
    rows = sa.select(BasePart.print_base_id).where(BasePart.kind == "docket_row")
    tells = PrintBase.id.in_(rows)
    return [base.id for base in look(sa.select(PrintBase).where(tells if telling else ~tells))]


def address(base: int) -> str:
    """Where a base is pictured."""
    return f"/harbour/previews/{base}.png"


def pictured(client: FlaskClient, page: str) -> set[int]:
    """The bases that a page shows pictures of, each of which its visitor can open."""
    text = client.get(page).text
    found = {part.split(".png")[0] for part in text.split("/harbour/previews/")[1:]}
    assert all(client.get(address(int(base))).status_code == 200 for base in found)
    return {int(base) for base in found}


def open_everything(client: FlaskClient) -> None:
    """Take both stances on every row."""
    for row in ("d1", "d2"):
        for _ in range(3):
            client.post(f"{FEET}/docket/{row}/stances", data=STANCE | {"moved_by": ""})


@pytest.mark.usefixtures("stocked")
def test_a_manager_sees_each_kind_as_it_is_with_everything_open(
    sign_in: SignIn, look: Look
) -> None:
    shown = pictured(sign_in("mia"), f"{FEET}/print-runs/new")

    assert len(shown) == 7
    assert shown >= set(bases(look, telling=True))


@pytest.mark.usefixtures("stocked")
def test_an_instructor_sees_no_picture_of_a_verdict_that_is_closed(
    sign_in: SignIn, look: Look
) -> None:
    ana, telling = sign_in("ana"), bases(look, telling=True)

    before = pictured(ana, f"{FEET}/copies")
    shut = {ana.get(address(base)).status_code for base in telling}
    open_everything(ana)
    after = pictured(ana, f"{FEET}/copies")

    assert telling
    assert before.isdisjoint(telling)
    assert shut == {404}
    assert set(telling) <= after


@pytest.mark.usefixtures("stocked")
def test_a_picture_that_did_not_ask_what_is_open_would_be_found_out(
    sign_in: SignIn, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "rows_of", lambda *_: set())
    ana, telling = sign_in("ana"), bases(look, telling=True)

    assert {ana.get(address(base)).status_code for base in telling} == {200}


@pytest.mark.usefixtures("stocked")
def test_another_studio_sees_none(sign_in: SignIn, look: Look) -> None:
    base = bases(look, telling=False)[0]

    assert sign_in("zoe").get(f"/ridge/previews/{base}.png").status_code == 404
    assert sign_in("mia").get(address(999)).status_code == 404


def test_before_it_is_laid_out_its_picture_is_on_the_way(sign_in: SignIn) -> None:
    page = sign_in("mia").get(f"{FEET}/print-runs/new").text

    assert page.count("On its way") == 7
    assert "/previews/" not in page
