"""Migrations: every step goes up and down with rows in the tables, and keeps those of the rest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

from tests.postgres import Postgres
from tests.trainer.walk.furniture import furnish
from tests.trainer.walk.witness import lift_guards
from tests.trainer.world import make_world
from trainer.migrations import HERE, alembic_config, upgrade
from trainer.storage.engines import Storage
from trainer.tenancy.scope import EVERY, StudioSession

PUBLISHED = ("document", "edition", "part")
APPENDED = (
    "stance",
    "answer_event",
    "result",
    "closing",
    "proof",
    "recovery",
    "event",
    "plea",
    "extra_try",
)
LEDGER = ("copy", "copy_event", "print_base", "base_part")
RUNS = ("print_run", "ticket", "misprint", "bundle")
# Whose rows a step moves elsewhere, and back: a test of its own follows them.
MOVES = {"0008": {"print_file"}, "0009": {"job"}}
STEPS = list(ScriptDirectory.from_config(alembic_config("")).walk_revisions())
PLANTED = '''"""A step that is not ours."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "planted", "{head}"


def upgrade() -> None:
    {up}


def downgrade() -> None:
    {down}
'''
# PostgreSQL alters a table in its place; SQLite has to make most of them anew.
ANEW = "'always' if op.get_bind().dialect.name == 'sqlite' else 'never'"

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The world, with rows of both studios in every table, to be copied or looked at."""
    fixture = request.getfixturevalue
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("filled") / "filled.db"
        shutil.copy(fixture("sqlite_world"), path)
        url = f"sqlite:///{path}"
    else:
        url = fixture("postgres").create_database(template=fixture("postgres_world"))
    storage = Storage.connect(url)
    with StudioSession(storage.write, EVERY) as session:
        furnish(session)
    storage.close()
    return url


@pytest.fixture
def filled_url(filled: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same for one test, which may take tables down and make them again."""
    made = sa.make_url(filled)
    if made.get_backend_name() == "sqlite":
        shutil.copy(str(made.database), tmp_path / "filled.db")
        yield f"sqlite:///{tmp_path / 'filled.db'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create_database(template=made.database)
    yield url
    postgres.drop_database(url)


def planted(url: str, folder: Path, up: str, down: str = "pass") -> Config:
    """A configuration whose newest step is one of the test's own."""
    text = PLANTED.format(head=STEPS[0].revision, up=up, down=down)
    (folder / "planted.py").write_text(text)
    config = alembic_config(url)
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join((f"{HERE}/versions", str(folder))))
    return config


def tables(url: str) -> Tables:
    """Every row of every table that is there, whatever the models say."""
    storage, metadata = Storage.connect(url), sa.MetaData()
    with storage.read.connect() as connection:
        lift_guards(connection)
        metadata.reflect(connection)
        found = {
            table.name: [dict(row) for row in connection.execute(_ordered(table)).mappings()]
            for table in metadata.sorted_tables
            if table.name != "alembic_version"
        }
    storage.close()
    return found


def _ordered(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).order_by(*table.primary_key)


def shared(one: Tables, other: Tables) -> Tables:
    """What of one has its table and column in the other, too."""
    return {
        name: [{key: row[key] for key in row if key in _columns(other[name])} for row in one[name]]
        for name in one.keys() & other.keys()
    }


def _columns(rows: list[dict[str, Any]]) -> set[str]:
    return set(rows[0]) if rows else set()


def test_the_steps_make_what_the_models_say(empty_url: str) -> None:
    upgrade(empty_url)

    command.check(alembic_config(empty_url))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.revision))
def test_a_step_keeps_the_rows_it_is_not_about(step: Script, filled_url: str) -> None:
    config = alembic_config(filled_url)
    command.downgrade(config, step.revision)
    above = tables(filled_url)

    command.downgrade(config, str(step.down_revision or "base"))
    below = tables(filled_url)
    command.upgrade(config, step.revision)
    again = tables(filled_url)

    for table in MOVES.get(step.revision, set()):
        del above[table], below[table], again[table]
    assert shared(above, below) == shared(below, above)
    assert shared(again, below) == shared(below, again)
    assert again.keys() == above.keys()


def test_nothing_is_left_below_the_first_step(filled_url: str) -> None:
    command.downgrade(alembic_config(filled_url), "base")

    assert tables(filled_url) == {}


def test_the_world_can_be_made_again_above_it(filled_url: str) -> None:
    command.downgrade(alembic_config(filled_url), "base")
    upgrade(filled_url)
    storage = Storage.connect(filled_url)

    with StudioSession(storage.write, EVERY) as session:
        make_world(session)

    storage.close()
    assert len(tables(filled_url)["studio"]) == 2


def test_a_parent_made_anew_keeps_its_children(filled_url: str, tmp_path: Path) -> None:
    batch = f"with op.batch_alter_table('membership', recreate={ANEW}) as table: table."
    up = batch + "add_column(sa.Column('note', sa.Text()))"
    config = planted(filled_url, tmp_path, up, down=batch + "drop_column('note')")
    before = tables(filled_url)

    command.upgrade(config, "planted")
    grown = tables(filled_url)
    command.downgrade(config, "-1")

    assert shared(grown, before) == before
    assert "note" in grown["membership"][0]
    assert tables(filled_url) == before


def test_a_step_that_breaks_a_reference_is_undone(filled_url: str, tmp_path: Path) -> None:
    config = planted(filled_url, tmp_path, up="op.execute('DELETE FROM studio')")
    before = tables(filled_url)

    with pytest.raises((RuntimeError, sa.exc.IntegrityError)):
        command.upgrade(config, "planted")

    assert tables(filled_url) == before


@pytest.mark.parametrize("table", [*PUBLISHED, *APPENDED, *LEDGER, *RUNS])
def test_what_is_published_or_appended_never_changes(filled: str, table: str) -> None:
    storage = Storage.connect(filled)
    refusal = pytest.raises(sa.exc.DBAPIError, match=f"a row of {table} never changes")

    with storage.write.connect() as connection, refusal:
        lift_guards(connection)
        connection.exec_driver_sql(f"UPDATE {table} SET {_any_column(table)} = NULL")

    storage.close()


def _any_column(table: str) -> str:
    return "json" if table == "document" else "studio_id"
