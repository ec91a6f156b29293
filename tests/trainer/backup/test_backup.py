"""Backup and restore: all of it into an empty place, or nothing and a sentence why."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from tests.trainer.backup.conftest import Empty
from tests.trainer.backup.forgery import database_of, forged, with_one_row_more
from tests.trainer.backup.load import Load
from tests.trainer.backup.places import made_of
from tests.trainer.conftest import ON_SQLITE, on_sqlite
from tests.trainer.test_migrations import tables
from trainer.backup.archive import read_manifest
from trainer.backup.backup import make, restore
from trainer.backup.refusal import Refused
from trainer.cli import main
from trainer.clock import now
from trainer.config import Config
from trainer.migrations import head
from trainer.storage.engines import Storage

Forge = Callable[[Path], Path]


def run(config: Config, *words: str) -> Result:
    """Run a command on that database."""
    environment = {
        "DATABASE_URL": config.database_url,
        "SECRET_KEY": config.secret_key,
        "TRAINER_HOME": str(config.home),
    }
    return CliRunner(env=environment).invoke(main, words)


def is_empty(url: str) -> bool:
    """Whether nothing at all is there, and nothing was left beside it."""
    if not url.startswith("sqlite"):
        return made_of(url) == []
    path = Path(str(sa.make_url(url).database))
    return not list(path.parent.glob(f"{path.name}*")) and not list(path.parent.glob(".backup*"))


def test_it_comes_back_row_by_row_with_every_guard(
    config: Config, empty: Empty, tmp_path: Path
) -> None:
    kept = run(config, "backup", str(tmp_path / "kept.zip"))
    back = replace(config, database_url=empty())
    done = run(back, "restore", str(tmp_path / "kept.zip"))

    assert (kept.exit_code, done.exit_code) == (0, 0), kept.output + done.output
    assert "are back, and each table is as it was" in done.output
    assert tables(back.database_url) == tables(config.database_url)
    assert made_of(back.database_url) == made_of(config.database_url)
    with closing(Storage.connect(back.database_url)) as storage:
        Load(storage).write("w1")  # numbers of rows go on where they were
    assert (tmp_path / "kept.zip").stat().st_mode & 0o077 == 0


@on_sqlite
def test_the_manifest_says_what_is_in_it_and_what_made_it(made: Path, database_url: str) -> None:
    manifest = read_manifest(made)

    counted = {name: len(rows) for name, rows in tables(database_url).items()}
    assert {name: each.rows for name, each in manifest.tables.items()} == {
        **counted,
        "alembic_version": 1,
    }
    assert manifest.revision == head()
    assert set(manifest.versions) == {"python", "sqlite"}
    assert manifest.rows == sum(counted.values()) + 1


def torn(made: Path) -> Path:
    """Its end did not arrive."""
    made.write_bytes(made.read_bytes()[:-1000])
    return made


def emptied(made: Path) -> Path:
    """Nothing of it arrived."""
    made.write_bytes(b"")
    return made


def something_else(made: Path) -> Path:
    """Another file."""
    made.write_text("a letter, " * 99)
    return made


def of_another_kind(made: Path) -> Path:
    """A backup of the other database."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}
    return forged(made, backend=other[read_manifest(made).backend])


def half_a_database(made: Path) -> Path:
    """A database that was torn before it was sealed."""
    whole = database_of(made)
    return forged(made, whole[: len(whole) // 2])


REFUSED: dict[str, tuple[Forge, str]] = {
    "torn": (torn, "is damaged, or no backup of Trainer"),
    "emptied": (emptied, "is damaged, or no backup of Trainer"),
    "something else": (something_else, "is damaged, or no backup of Trainer"),
    "of another kind": (of_another_kind, "and DATABASE_URL names"),
    "newer": (lambda made: forged(made, revision="9999"), "by a newer release"),
    "another format": (lambda made: forged(made, format=2), "Install the release that made it"),
    "another database": (
        lambda made: forged(made, files=dict.fromkeys(read_manifest(made).files, "0" * 64)),
        "is not what its manifest says",
    ),
    "half a database": (half_a_database, "damaged|gave up"),
    "a row less than it says": (
        lambda made: forged(made, tables=with_one_row_more(made)),
        "The rows are not those that were backed up",
    ),
}
ON_BOTH = ("half a database", "a row less than it says")


@pytest.mark.parametrize(
    ("ground", "case"),
    [("sqlite", case) for case in REFUSED] + [("postgresql", case) for case in ON_BOTH],
    indirect=["ground"],
)
def test_what_is_not_whole_is_refused_and_nothing_is_half_restored(
    made: Path, empty: Empty, case: str
) -> None:
    forge, words = REFUSED[case]
    place, bad = empty(), forge(made)

    with pytest.raises(Refused, match=words) as refusal:
        restore(place, bad)

    assert is_empty(place)
    assert "Nothing was" in str(refusal.value)


@on_sqlite
def test_any_bit_that_changes_is_found(made: Path) -> None:
    whole, found = made.read_bytes(), 0
    places = [*range(0, len(whole), len(whole) // 150), *range(len(whole) - 70, len(whole))]

    for place in places:
        changed = bytes([whole[place] ^ 1])
        made.write_bytes(whole[:place] + changed + whole[place + 1 :])
        with pytest.raises(Refused, match="is damaged"):
            read_manifest(made)
        found += 1

    made.write_bytes(whole)
    assert found == len(places) > 200
    assert read_manifest(made).rows > 0


def test_a_place_that_is_not_empty_is_left_as_it_is(made: Path, database_url: str) -> None:
    before = tables(database_url)

    with pytest.raises(Refused, match="restored into an empty"):
        restore(database_url, made)

    assert tables(database_url) == before


@ON_SQLITE
def test_a_log_that_was_left_behind_is_not_an_empty_place(made: Path, empty: Empty) -> None:
    place = empty()
    Path(f"{sa.make_url(place).database}-wal").touch()

    with pytest.raises(Refused, match="-wal is there already"):
        restore(place, made)


@ON_SQLITE
def test_no_backup_is_written_over_another(made: Path, config: Config) -> None:
    before = made.read_bytes()

    result = run(config, "backup", str(made))

    assert result.exit_code == 1
    assert "is there already, and no backup is written over another" in result.output
    assert made.read_bytes() == before


NOTHING_TO_KEEP: dict[str, tuple[str, str]] = {
    "no file": ("sqlite:///{}/none.db", "There is no database at"),
    "in memory": ("sqlite://", "has no file of its own"),
    "another program's": ("sqlite:///{}/other.db", "no tables of Trainer's"),
    "no database": ("sqlite:///{}/text.db", "SQLite finds the database damaged"),
}


@pytest.mark.parametrize("case", NOTHING_TO_KEEP)
def test_what_cannot_be_backed_up_leaves_no_file(tmp_path: Path, case: str) -> None:
    url, words = NOTHING_TO_KEEP[case]
    (tmp_path / "other.db").touch()
    (tmp_path / "text.db").write_text("a letter, " * 999)

    with pytest.raises(Refused, match=words):
        make(url.format(tmp_path), tmp_path / "kept.zip", now())

    assert {path.name for path in tmp_path.iterdir()} == {"other.db", "text.db"}


@pytest.mark.parametrize("ground", ["postgresql"], indirect=True)
def test_without_postgresqls_tools_it_says_what_to_install(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    result = run(config, "backup", str(tmp_path / "kept.zip"))

    assert result.exit_code == 1
    assert "pg_dump is not on the PATH. Install PostgreSQL's client tools" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ground", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "by",
    [
        lambda url: url.set(password="hunter2"),
        lambda url: url.update_query_dict({"password": "hunter2"}),
    ],
    ids=["before the host", "after it"],
)
def test_the_password_is_in_no_command_line(
    by: Callable[[sa.URL], sa.URL],
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tool = tmp_path / "pg_dump"
    tool.write_text('#!/bin/sh\necho "no $PGPASSWORD" >&2\necho "$@" >"$0.said"\nexit 1\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    url = by(sa.make_url(database_url))

    with pytest.raises(Refused, match=r"^pg_dump gave up: no hunter2\."):
        make(url.render_as_string(hide_password=False), tmp_path / "kept.zip", now())

    said = Path(f"{tool}.said").read_text()
    assert "--snapshot=" in said
    assert "hunter2" not in said
