"""The ground of the tests: each finds the world as it was made, whatever the one before did."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from tests.trainer.ground import Ground
from tests.trainer.walk.furniture import furnish
from tests.trainer.world import LONG_AGO
from trainer.tables import Base
from trainer.tenancy.models.dissolution import Dissolution
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location, Studio
from trainer.tenancy.scope import EVERY, StudioSession

Rows = dict[str, list[Any]]
ON_POSTGRESQL = pytest.mark.parametrize("ground", ["postgresql"], indirect=True)
# By database, what the first test of a worker found.
FOUND: dict[str, Rows] = {}


def rows(ground: Ground) -> Rows:
    """Every row of every table."""
    with StudioSession(ground.app.extensions["storage"].read, EVERY) as session:
        return {
            table.name: sorted(map(repr, session.execute(table.select())))
            for table in Base.metadata.sorted_tables
        }


def dirty(ground: Ground) -> None:
    """Put rows into the tables that can be furnished, and empty the others."""
    before = rows(ground)
    ground.app.test_client().post("/sign-in", data={"email": "x@example.com", "password": "?"})
    with StudioSession(ground.app.extensions["storage"].write, EVERY) as session:
        furnish(session)
        Dissolution.begin(session, 1, LONG_AGO)
        session.commit()
    after = rows(ground)
    ground.app.extensions["storage"].close()
    ground.database.empty([name for name in before if before[name] == after[name]])


def test_every_table_can_be_dirtied(ground: Ground) -> None:
    before = rows(ground)

    dirty(ground)

    after = rows(ground)
    assert [name for name in before if before[name] == after[name]] == []


@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_dirtied_is_put_back(ground: Ground, turn: int) -> None:
    found = rows(ground)

    dirty(ground)
    ground.restore()

    assert rows(ground) == found


def test_without_putting_back_the_dirt_would_be_found(ground: Ground) -> None:
    found = rows(ground)

    dirty(ground)

    assert rows(ground) != found


def test_a_row_that_was_changed_or_replaced_is_put_back(ground: Ground) -> None:
    found = rows(ground)

    for change in (_rename_somebody, _replace_a_place):
        with StudioSession(ground.app.extensions["storage"].write, EVERY) as session:
            change(session)
            session.commit()
        assert rows(ground) != found
        ground.restore()
        assert rows(ground) == found


def _rename_somebody(session: StudioSession) -> None:
    session.execute(sa.update(Person).where(Person.id == 1).values(name="Somebody"))


def _replace_a_place(session: StudioSession) -> None:
    place = session.scalars(sa.select(Location)).first()
    assert place is not None
    session.execute(sa.delete(Location).where(Location.id == place.id))
    session.execute(sa.insert(Location).values(id=place.id, studio_id=place.studio_id, name="Yard"))


@ON_POSTGRESQL
def test_whoever_is_in_the_midst_of_something_is_sent_away(ground: Ground) -> None:
    found = rows(ground)
    with StudioSession(ground.app.extensions["storage"].write, EVERY) as left_open:
        _rename_somebody(left_open)
        left_open.flush()

        ground.restore()

        with pytest.raises(sa.exc.DBAPIError):
            left_open.commit()
    assert rows(ground) == found


def test_numbers_go_on_from_where_the_world_left_them(ground: Ground) -> None:
    ids = []
    for _ in range(2):
        with StudioSession(ground.app.extensions["storage"].write, EVERY) as session:
            studio = Studio(slug="cove", name="Cove")
            session.add(studio)
            session.commit()
            ids.append(studio.id)
        ground.restore()

    assert ids[0] == ids[1]


def test_an_app_that_was_lent_gets_back_what_a_test_changed(ground: Ground) -> None:
    with ground.lent() as app:
        app.config["DEMO"] = True
        app.extensions["planted"] = object()
        app.view_functions["front.show"] = str

    assert not ground.app.config["DEMO"]
    assert "planted" not in ground.app.extensions
    assert ground.app.view_functions["front.show"] is not str


def test_what_a_test_left_at_home_is_gone(ground: Ground) -> None:
    (ground.config.home / "begun").touch()
    (ground.config.home / "folder").mkdir()

    ground.restore()

    assert {path.name for path in ground.config.home.iterdir()} <= {"trainer.db"}
