"""The witness of a walk: it sees every table, and after an undo nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.trainer.ground import Ground
from tests.trainer.walk.furniture import furnish
from tests.trainer.walk.witness import Witness
from tests.trainer.world import email
from trainer.tenancy.models.person import Person
from trainer.tenancy.scope import EVERY, StudioSession


@pytest.fixture
def witness(ground: Ground) -> Iterator[Witness]:
    """A witness of the furnished world."""
    with StudioSession(ground.app.extensions["storage"].write, EVERY) as session:
        furnish(session)
    witness = Witness(ground.database.url)
    yield witness
    witness.close()


def rename(ground: Ground, name: str) -> None:
    """Write, as a request would."""
    with StudioSession(ground.app.extensions["storage"].write, EVERY) as session:
        session.execute(sa.update(Person).where(Person.email == email("ana")).values(name=name))
        session.commit()


def test_what_changes_in_any_table_is_seen(ground: Ground, witness: Witness) -> None:
    filled = {name for name, _ in witness.rows}

    ground.app.extensions["storage"].close()
    ground.database.empty(sorted(filled))

    changes = witness.changes()
    assert {change.table.name for change in changes} == filled
    assert {change.after is None for change in changes} == {True}
    assert len(changes) == len(witness.rows)


def test_nothing_is_seen_where_nothing_changed(ground: Ground, witness: Witness) -> None:
    assert witness.changes() == []

    rename(ground, "Ana Sousa")

    assert witness.changes() == []


def test_a_change_is_told_until_it_is_undone(ground: Ground, witness: Witness) -> None:
    rename(ground, "Anna")
    (change,) = witness.changes()
    rename(ground, "Hanna")
    (again,) = witness.changes()

    witness.undo([again])

    assert change.before == again.before
    assert [each["name"] for each in again.versions] == ["Ana Sousa", "Hanna"]
    assert witness.changes() == []
    rename(ground, "Anna")
    assert [each.after for each in witness.changes()] == [change.after]


def test_what_is_taken_as_given_is_told_no_more(ground: Ground, witness: Witness) -> None:
    rename(ground, "Anna")

    witness.take_as_given()

    assert witness.changes() == []
    rename(ground, "Ana Sousa")
    (change,) = witness.changes()
    assert [each["name"] for each in change.versions] == ["Anna", "Ana Sousa"]


def test_what_was_told_and_is_taken_as_given_is_told_no_more(
    ground: Ground, witness: Witness
) -> None:
    rename(ground, "Anna")
    (first,) = witness.changes()
    witness.take_as_given()
    assert witness.changes() == []
    rename(ground, "Hanna")
    (second,) = witness.changes()
    rename(ground, "Johanna")
    witness.take_as_given()
    rename(ground, "Hanna")
    (third,) = witness.changes()

    names = [[each["name"] for each in change.versions] for change in (first, second, third)]
    assert names == [["Ana Sousa", "Anna"], ["Anna", "Hanna"], ["Johanna", "Hanna"]]


def test_after_undoing_step_by_step_what_is_there_is_given(
    ground: Ground, witness: Witness
) -> None:
    steps = []
    for name in ("Anna", "Hanna"):
        rename(ground, name)
        steps.append(witness.changes())
        witness.take_as_given()

    while steps:
        witness.undo(steps.pop())
    witness.take_as_given()

    assert witness.changes() == []
    rename(ground, "Anna")
    (change,) = witness.changes()
    assert [each["name"] for each in change.versions] == ["Ana Sousa", "Anna"]
