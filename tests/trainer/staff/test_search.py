"""Names and addresses are found however they are spelled."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.trainer.conftest import SignIn, on_sqlite
from tests.trainer.page_text import words
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import StudioSession


@on_sqlite
@pytest.mark.parametrize(
    "query", ["José", "Jose\u0301", " jose\u0301  SO", "JOSÉ\u00a0so"], ids=ascii
)
@pytest.mark.parametrize("place", ["memberships", "lessons/feet/board"])
def test_a_name_is_found_in_either_spelling_of_its_letters(
    every: StudioSession, sign_in: SignIn, place: str, query: str
) -> None:
    every.execute(sa.update(Person).where(Person.name == "Ana Sousa").values(name="José Sousa"))
    every.commit()

    page = sign_in("mia").get(f"/harbour/{place}", query_string={"query": query})

    assert "José Sousa" in words(page)
    assert "Bruno" not in words(page)


@on_sqlite
@pytest.mark.parametrize(
    "query", ["münchen", "mu\u0308nchen.EXAMPLE", "xn--mnchen-3ya", "maria@mün"]
)
def test_an_address_is_found_by_either_spelling_of_its_domain(
    every: StudioSession, sign_in: SignIn, query: str
) -> None:
    kept = "maria@xn--mnchen-3ya.example"
    every.execute(sa.update(Person).where(Person.name == "Ana Sousa").values(email=kept))
    every.commit()

    page = sign_in("mia").get("/harbour/memberships", query_string={"query": query})

    assert "Ana Sousa" in words(page)
    assert "Bruno" not in words(page)
