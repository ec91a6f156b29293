"""SQLite: a copy of the file at one moment, while others read and write."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from trainer.backup.refusal import Refused
from trainer.backup.tally import Contents, contents, one_moment
from trainer.storage.engines import OWNER_ALONE, sqlite_driver, sqlite_file

PATIENCE = 60  # seconds, for whoever writes just now
BROKEN = (
    "SQLite finds the database damaged: {}. Nothing was written. Keep the backups that you have; "
    "`python -m trainer doctor` says more."
)
BESIDE = ("", "-wal", "-shm", "-journal")


class SqliteFile:
    """The one file of a database, with what SQLite puts beside it."""

    name = "database.sqlite"

    def __init__(self, url: sa.URL) -> None:
        found = sqlite_file(url)
        if found is None:
            raise Refused(
                "The database has no file of its own. Set DATABASE_URL to sqlite:/// and a path."
            )
        self._path = found.resolve()

    @property
    def versions(self) -> dict[str, str]:
        """What has made the copy."""
        return {"sqlite": sqlite_driver().sqlite_version}

    def save(self, target: Path) -> Contents:
        """Copy it whole; what is in SQLite's log beside the file is in it, too."""
        if not self._path.exists():
            raise Refused(f"There is no database at {self._path}, so nothing was backed up.")
        driver = sqlite_driver()
        try:
            with closing(driver.connect(self._path, timeout=PATIENCE)) as connection:
                connection.execute("VACUUM INTO ?", (str(target),))
        except driver.DatabaseError as fault:
            raise Refused(BROKEN.format(fault)) from fault
        return examine(target)

    def refuse_unless_empty(self) -> None:
        """Nothing is ever written over."""
        there = [f"{self._path}{end}" for end in BESIDE if Path(f"{self._path}{end}").exists()]
        if there:
            raise Refused(
                f"{there[0]} is there already, and a backup is restored into an empty place. "
                "Move it away, or set DATABASE_URL to another. Nothing was restored."
            )

    @property
    def folder(self) -> Path:
        """Where a copy is made ready, so that it can take its place in one step."""
        return self._path.parent

    def take_in(self, database: Path, expected: Contents) -> None:
        """Look through the copy, and put it in its place."""
        if examine(database) != expected:
            raise Refused("The rows are not those that were backed up. Nothing was restored.")
        database.chmod(OWNER_ALONE)
        self.refuse_unless_empty()
        database.rename(self._path)
        sync(self._path)
        sync(self._path.parent)


def examine(path: Path) -> Contents:
    """What a copy holds that is sound; raises Refused when SQLite finds it broken."""
    try:
        with one_moment(sa.URL.create("sqlite", database=str(path))) as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            found = contents(connection)
    except sa.exc.DatabaseError as fault:
        raise Refused(BROKEN.format(fault.orig)) from fault
    if said != ["ok"] or broken:
        raise Refused(BROKEN.format(said[0] if said != ["ok"] else "references lead nowhere"))
    return found


def sync(path: Path) -> None:
    """Wait until the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
