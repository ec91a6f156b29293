"""One studio's rows are written in a session of that studio, which says itself whose they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

import trainer
from tests.trainer.conftest import Look
from tests.trainer.world import member_of
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import ScopeError, StudioSession

TRAINER = Path(trainer.__file__).parent
# Where sessions are made, and where whose a new row is is said.
DOORS = {"tenancy/access.py", "tenancy/scope.py"}
SAYS_WHOSE = {"tenancy/scope.py"}


@pytest.fixture
def harbour(every: StudioSession) -> int:
    """The id of Harbour."""
    return member_of(every, "harbour", "ana").studio_id


def halls(look: Look) -> set[str]:
    """The names of all locations of all studios."""
    return set(look(sa.select(Location.name)))


def test_a_row_within_a_studio_is_kept_with_all_else(
    every: StudioSession, harbour: int, look: Look
) -> None:
    every.add(Studio(slug="quay", name="Quay"))
    with every.within(harbour) as rows:
        rows.add(Location(name="Annexe"))
    every.commit()

    (annexe,) = look(sa.select(Location).where(Location.name == "Annexe"))
    assert annexe.studio_id == harbour
    assert "quay" in look(sa.select(Studio.slug))


def test_a_row_within_a_studio_is_given_up_with_all_else(
    every: StudioSession, harbour: int, look: Look
) -> None:
    with every.within(harbour) as rows:
        rows.add(Location(name="Annexe"))
        rows.commit()
    every.rollback()

    assert "Annexe" not in halls(look)


def test_one_studio_is_seen_within_it_and_every_one_afterwards(
    every: StudioSession, harbour: int
) -> None:
    with every.within(harbour) as rows:
        within = set(rows.scalars(sa.select(Membership.studio_id)))

    assert within == {harbour}
    assert len(set(every.scalars(sa.select(Membership.studio_id)))) == 2


def test_what_was_changed_within_a_studio_is_seen_afterwards(
    every: StudioSession, harbour: int
) -> None:
    hall = every.scalars(sa.select(Location).where(Location.studio_id == harbour)).one()
    with every.within(harbour) as rows:
        rows.execute(sa.update(Location).values(name="Annexe"))

    assert hall.name == "Annexe"


@pytest.mark.parametrize("scope", ["own", "another", None])
def test_a_session_of_one_studio_leads_to_no_other(
    scope: str | None, every: StudioSession, app: Flask, harbour: int
) -> None:
    ridge = every.scalars(sa.select(Studio.id).where(Studio.slug == "ridge")).one()
    born = None if scope is None else harbour
    every.rollback()

    with (
        StudioSession(app.extensions["storage"].write, born) as session,
        pytest.raises(ScopeError),
        session.within(ridge if scope == "another" else harbour),
    ):
        pass


def opened(source: str) -> Iterator[str]:
    """What in a module opens a session by itself, or says by hand whose a row is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("StudioSession"):
            yield "opens"
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield from ["says whose"] * (node.attr == "studio_id")


def modules(what: str) -> set[str]:
    """The modules in which there is such a thing, but for migrations."""
    return {
        str(path.relative_to(TRAINER))
        for path in TRAINER.rglob("*.py")
        if "migrations" not in path.parts and what in opened(path.read_text())
    }


def test_sessions_are_opened_at_the_doors_alone() -> None:
    assert modules("opens") == DOORS


def test_nobody_says_by_hand_whose_a_row_is() -> None:
    assert modules("says whose") == SAYS_WHOSE


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ("with StudioSession(engine, EVERY) as session: pass", "opens"),
        ("session = scope.StudioSession(engine, 1)", "opens"),
        ("row.studio_id = studio.id", "says whose"),
        ("row.studio_id, row.at = studio.id, now()", "says whose"),
    ],
)
def test_a_session_or_a_hand_is_noticed(planted: str, what: str) -> None:
    assert list(opened(planted)) == [what]
