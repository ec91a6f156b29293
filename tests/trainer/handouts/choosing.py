"""What a print run is chosen from: who holds which paper, and whose box is ticked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.trainer.conftest import MemberId, SignIn
from tests.trainer.handouts.ledger import give
from tests.trainer.learner import FEET
from tests.trainer.page_text import held
from tests.trainer.syllabus import a_package, publish_again
from tests.trainer.world import member_of
from trainer.handouts.kind import Kind
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import StudioSession

NEW, RUNS = f"{FEET}/print-runs/new", f"{FEET}/print-runs"
CHOSEN: dict[str, str | list[str]] = {
    "kind": ["lesson", "cards"],
    "holding": "every",
    "arrangement": "location",
    "duplex": "y",
    "delivery": "zip",
}
Ticked = Callable[[str], list[str]]


@pytest.fixture
def mia(sign_in: SignIn) -> FlaskClient:
    """Mia, who manages Harbour."""
    return sign_in("mia")


@pytest.fixture
def ticked(mia: FlaskClient, member_id: MemberId) -> Ticked:
    """Whose boxes are ticked on a page, by the address of the page."""
    names = {str(member_id(who)): who for who in ("ana", "bruno", "mia", "olga", "zoe")}

    def at(address: str) -> list[str]:
        return sorted(names[id_] for id_ in held(mia.get(address)).get("membership", []))

    return at


@pytest.fixture
def papers(every: StudioSession) -> None:
    """Ana has a lesson handout; Bruno has one that has changed since, and cards that have not."""
    give(every, "bruno")
    publish_again(every, a_package(title="Feet again"), "exercise:stand")
    give(every, "bruno", kind=Kind.CARDS)
    give(every, "ana")


def move(every: StudioSession, who: str) -> int:
    """Put somebody into Harbour's hall."""
    hall = every.scalars(sa.select(Location.id).where(Location.name == "Harbour Hall")).one()
    member_of(every, "harbour", who).location_id = hall
    every.commit()
    return hall
