"""A backup: made while the site runs, and restored into an empty place."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import sqlalchemy as sa

from trainer.backup.archive import Manifest, pack, read_manifest, sum_of, unpack
from trainer.backup.postgresql import PostgresqlDatabase
from trainer.backup.refusal import Refused
from trainer.backup.sqlite import SqliteFile, sync
from trainer.backup.tally import Contents
from trainer.migrations import is_known


class Place(Protocol):
    """Where a database is: it can be saved from there, and taken in."""

    name: str

    @property
    def versions(self) -> dict[str, str]:
        """The programs that save it."""

    @property
    def folder(self) -> Path:
        """Where there is room for a copy that is on its way in."""

    def save(self, target: Path) -> Contents:
        """Write all of it, as of one moment, to a file; what is in it."""

    def refuse_unless_empty(self) -> None:
        """Raise Refused where anything would be written over."""

    def take_in(self, database: Path, expected: Contents) -> None:
        """Put a saved one there, all of it or nothing."""


def make(database_url: str, target: Path, at: dt.datetime) -> Manifest:
    """Back up everything that the database holds at one moment into one new file."""
    url = sa.make_url(database_url)
    place = place_of(url)
    if target.exists():
        raise Refused(f"{target} is there already, and no backup is written over another.")
    with _beside(target.parent) as folder:
        saved = folder / place.name
        held = place.save(saved)
        manifest = Manifest(
            made_at=at.isoformat(timespec="seconds"),
            backend=url.get_backend_name(),
            revision=_own(held.revision),
            versions={"python": platform.python_version(), **place.versions},
            tables=held.tables,
            files={saved.name: sum_of(saved)},
        )
        pack(folder / "archive", manifest, saved)
        read_manifest(folder / "archive")  # as it will be read one day
        (folder / "archive").rename(target)
    sync(target.parent)
    return manifest


def restore(database_url: str, source: Path) -> Manifest:
    """Put a backup where there is nothing yet, and look through it; all of it or nothing."""
    url = sa.make_url(database_url)
    place, manifest = place_of(url), read_manifest(source)
    _refuse_foreign(manifest, url.get_backend_name())
    place.refuse_unless_empty()
    with _beside(place.folder) as folder:
        place.take_in(unpack(source, manifest, folder), manifest.contents)
    return manifest


def place_of(url: sa.URL) -> Place:
    """Where that URL leads."""
    return SqliteFile(url) if url.get_backend_name() == "sqlite" else PostgresqlDatabase(url)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder of our own on the same disk, which is gone afterwards."""
    with TemporaryDirectory(dir=folder, prefix=".backup-") as made:
        yield Path(made)


def _own(revision: str | None) -> str:
    if revision is None:
        raise Refused("The database has no tables of Trainer's, so there is nothing to back up.")
    return revision


def _refuse_foreign(manifest: Manifest, backend: str) -> None:
    if manifest.backend != backend:
        raise Refused(
            f"This is a backup of {manifest.backend}, and DATABASE_URL names {backend}. "
            "Set it to a database of the same kind. Nothing was restored."
        )
    if not is_known(manifest.revision):
        raise Refused(
            f"This backup was made by a newer release (its tables are at {manifest.revision}). "
            "Install that release first. Nothing was restored."
        )
