"""The throw-away PostgreSQL that other tests stand on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from tests.postgres import Postgres, server


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with server() as running:
        yield running


def execute(url: str, *statements: str) -> list[sa.Row[Any]]:
    """Run statements in one transaction; return the rows of the last."""
    engine = sa.create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                result = connection.execute(sa.text(statement))
            return list(result) if result.returns_rows else []
    finally:
        engine.dispose()


def test_it_is_a_real_postgresql(postgres: Postgres) -> None:
    url = postgres.create_database()

    (row,) = execute(url, "SELECT version()")

    assert str(row[0]).startswith("PostgreSQL")


def test_it_listens_on_no_network_address(postgres: Postgres) -> None:
    url = postgres.create_database()

    (row,) = execute(url, "SHOW listen_addresses")

    assert row[0] == ""


def test_a_copy_has_the_rows_of_its_template_and_keeps_its_own(postgres: Postgres) -> None:
    template = postgres.create_database()
    execute(template, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('psoas')")

    copy = postgres.create_database(sa.make_url(template).database)
    execute(copy, "INSERT INTO kept VALUES ('iliacus')")

    assert len(execute(copy, "SELECT * FROM kept")) == 2
    assert len(execute(template, "SELECT * FROM kept")) == 1


def test_a_dropped_database_is_gone_even_in_use(postgres: Postgres) -> None:
    url = postgres.create_database()
    engine = sa.create_engine(url)

    with engine.connect():
        postgres.drop_database(url)

    with pytest.raises(sa.exc.OperationalError, match="does not exist"):
        execute(url, "SELECT 1")
    engine.dispose()


def test_row_level_security_holds_for_its_role(postgres: Postgres) -> None:
    url = postgres.create_database()
    execute(
        url,
        "CREATE TABLE secret (word text)",
        "INSERT INTO secret VALUES ('psoas')",
        "ALTER TABLE secret ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE secret FORCE ROW LEVEL SECURITY",
    )

    assert execute(url, "SELECT * FROM secret") == []


def test_nothing_is_left_when_it_stops() -> None:
    with server() as running:
        folder = running.folder
        assert (folder / "data" / "postmaster.pid").exists()

    assert not folder.parent.exists()
