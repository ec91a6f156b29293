"""Backups that are made while others write hold all that was kept, and nothing by halves."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.trainer.backup.conftest import Empty
from tests.trainer.backup.load import Load, lacks, load
from tests.trainer.conftest import on_sqlite
from tests.trainer.test_migrations import Tables, tables
from trainer.backup.backup import make, restore
from trainer.clock import now
from trainer.storage.engines import Storage, journal_mode, sqlite_driver

SOME, MANY = 2, 20
LEAST = 3  # letters of each writer between two backups


@pytest.mark.parametrize("many", [SOME, pytest.param(MANY, marks=pytest.mark.soak)])
def test_each_backup_under_load_comes_back_whole(
    database_url: str, empty: Empty, tmp_path: Path, many: int
) -> None:
    taken: list[tuple[Tables, dict[str, int]]] = []

    with load(database_url) as writers:
        for number in range(many):
            before = writers.kept(more=LEAST)
            make(database_url, tmp_path / f"{number}.zip", now())
            restore(place := empty(), tmp_path / f"{number}.zip")
            taken.append((tables(place), before))

    live = tables(database_url)
    assert [fault for copy, before in taken for fault in lacks(copy, live, before)] == []
    assert len(live["outbox"]) > len(taken[0][0]["outbox"])


@on_sqlite
def test_a_copy_that_is_made_table_by_table_is_found_out(database_url: str) -> None:
    with closing(Storage.connect(database_url)) as storage:
        writers = Load(storage)
        writers.write("w1")
        earlier = tables(database_url)
        writers.write("w1")
        later = tables(database_url)

    copy = earlier | {"counter": later["counter"]}

    assert lacks(earlier, later, {"w1": 1}) == []
    assert lacks(copy, later, {"w1": 1}) == ["w1 has 1 letters, and counts [2]"]


@on_sqlite
@pytest.mark.skipif(journal_mode(sqlite_driver()) != "WAL", reason="no log beside the file")
def test_a_copy_of_the_file_alone_lacks_what_was_kept(database_url: str, tmp_path: Path) -> None:
    with closing(Storage.connect(database_url)) as storage, storage.read.connect() as reader:
        writers = Load(storage)
        writers.write("w1")
        reader.execute(sa.text("SELECT count(*) FROM outbox")).scalar()  # the log is not emptied
        writers.write("w1")

        shutil.copy(str(sa.make_url(database_url).database), tmp_path / "copied.db")
        make(database_url, tmp_path / "made.zip", now())

    restore(f"sqlite:///{tmp_path}/made.db", tmp_path / "made.zip")
    live, kept = tables(database_url), {"w1": 2}
    assert lacks(tables(f"sqlite:///{tmp_path}/made.db"), live, kept) == []
    assert "w1 has 2" not in str(lacks(tables(f"sqlite:///{tmp_path}/copied.db"), live, kept))
    assert lacks(tables(f"sqlite:///{tmp_path}/copied.db"), live, kept) != []
