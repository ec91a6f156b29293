"""PostgreSQL alone, with the app's own filter out of the way, keeps studios apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from tests.trainer.vectors.hidden import HIDDEN
from tests.trainer.vectors.hunt import Hunt, Vector, prey
from tests.trainer.vectors.refusal import REFUSED
from trainer.study.models.reading import Reading
from trainer.tables import Base
from trainer.tenancy.models.studio import Location
from trainer.tenancy.scope import EVERY, Scope, StudioSession, see

pytestmark = pytest.mark.parametrize("ground", ["postgresql"], indirect=True)

Plain = Callable[[Scope], AbstractContextManager[Session]]

OF_A_STUDIO = [table for table in Base.metadata.sorted_tables if "studio_id" in table.columns]
# People belong to no studio, so the database does not hide them.
VECTORS: dict[str, Vector] = {
    name: vector
    for name, vector in (HIDDEN | REFUSED).items()
    if (name in HIDDEN and "person" not in name)
    or name in {"Core in a subquery", "Core in a join"}
    or name.startswith("text")
}
UNGUARDED = """
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'studio_id'
    WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
    AND c.relnamespace <> 'world'::regnamespace -- what the tests remember
"""


@pytest.fixture
def plain(app: Flask) -> Plain:
    """Open an ordinary session that only PostgreSQL keeps in its studio."""

    @contextmanager
    def session(studio: Scope) -> Iterator[Session]:
        engine: sa.Engine = app.extensions["storage"].write
        with engine.connect() as connection, Session(connection) as opened:
            see(connection, studio)
            yield opened

    return session


@pytest.fixture
def hunt(plain: Plain) -> Hunt:
    """Ana, of Harbour, is after what Rhea has in Ridge."""
    with plain(EVERY) as session:
        return Hunt(prey(session, "harbour", "ana"), prey(session, "ridge", "rhea"))


def rows(session: Session, table: sa.Table) -> list[Any]:
    """The studios that the rows of a table belong to."""
    return list(session.scalars(sa.select(table.c.studio_id)))


def test_the_app_signs_in_as_a_role_that_is_not_above_the_rules(plain: Plain) -> None:
    role = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"

    with plain(None) as session:
        assert session.scalar(sa.text(role)) is False


def test_every_table_of_a_studio_is_guarded(plain: Plain) -> None:
    with plain(EVERY) as session:
        assert session.scalars(sa.text(UNGUARDED)).all() == []


def test_a_table_without_a_guard_is_noticed(plain: Plain) -> None:
    with plain(EVERY) as session:
        session.execute(sa.text("CREATE TABLE note (studio_id integer)"))

        assert session.scalars(sa.text(UNGUARDED)).all() == ["note"]


def test_a_studio_sees_its_own_rows_alone(plain: Plain, hunt: Hunt) -> None:
    with plain(hunt.own.studio) as session:
        seen = {studio for table in OF_A_STUDIO for studio in rows(session, table)}

    assert seen == {hunt.own.studio}


def test_who_says_no_studio_sees_nothing(plain: Plain) -> None:
    with plain(None) as session:
        assert [row for table in OF_A_STUDIO for row in rows(session, table)] == []


def test_who_says_nothing_at_all_sees_nothing(app: Flask) -> None:
    engine: sa.Engine = app.extensions["storage"].write

    with engine.connect() as connection, Session(connection) as session:
        assert [row for table in OF_A_STUDIO for row in rows(session, table)] == []


def test_a_scope_ends_with_its_transaction(app: Flask, hunt: Hunt) -> None:
    engine: sa.Engine = app.extensions["storage"].write

    with engine.connect() as connection:
        see(connection, hunt.own.studio)
        connection.commit()

        assert connection.scalar(sa.text("SELECT current_setting('app.studio', true)")) == ""


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_what_another_studio_has_is_not_there(vector: Vector, plain: Plain, hunt: Hunt) -> None:
    with plain(hunt.own.studio) as session:
        assert not vector(cast("StudioSession", session), hunt)


def test_a_row_cannot_be_put_into_another_studio(plain: Plain, hunt: Hunt) -> None:
    row = Location(name="x")
    row.studio_id = hunt.foreign.studio

    with plain(hunt.own.studio) as session:
        session.add(row)
        with pytest.raises(ProgrammingError, match="row-level"):
            session.flush()


def test_a_row_cannot_be_moved_to_another_studio(plain: Plain, hunt: Hunt) -> None:
    move = sa.update(Location).values(studio_id=hunt.foreign.studio)

    with plain(hunt.own.studio) as session, pytest.raises(ProgrammingError, match="row-level"):
        session.execute(move)


def test_what_is_changed_without_a_condition_is_ones_own(plain: Plain, hunt: Hunt) -> None:
    with plain(hunt.own.studio) as session:
        session.execute(sa.update(Reading).values(section="shoes"))
        session.commit()

    with plain(EVERY) as session:
        assert session.get_one(Reading, hunt.foreign.reading).section == "the-spring"
