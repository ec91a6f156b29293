"""Archive: a ZIP file with a manifest and a database in it, sealed as a whole.

Its last 64 letters (the comment of a ZIP file) are the SHA-256 of all that stands before them, so
that no damage goes unseen, wherever it is.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import msgspec

from trainer.backup.refusal import Refused
from trainer.backup.tally import Contents, Tally
from trainer.storage.engines import OWNER_ALONE

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = 64
PIECE = 1024 * 1024


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is in an archive: when it was made and by which versions, its tables and its files.

    ``revision`` is that of the tables; ``files`` has the SHA-256 of each.
    """

    format: int = FORMAT
    made_at: str
    backend: str
    revision: str
    versions: dict[str, str]
    tables: dict[str, Tally]
    files: dict[str, str]

    @property
    def contents(self) -> Contents:
        """What its database holds."""
        return Contents(self.revision, self.tables)

    @property
    def rows(self) -> int:
        """How many there are in all tables."""
        return sum(tally.rows for tally in self.tables.values())


def pack(target: Path, manifest: Manifest, database: Path) -> None:
    """Write the archive and seal it; it is its owner's alone."""
    target.touch(mode=OWNER_ALONE)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        archive.write(database, database.name)
        archive.comment = b"0" * SEAL
    with target.open("r+b") as file:
        seal = _sum(file, target.stat().st_size - SEAL)
        file.seek(-SEAL, os.SEEK_END)
        file.write(seal.encode())
        file.flush()
        os.fsync(file.fileno())


def read_manifest(source: Path) -> Manifest:
    """What an archive says of itself, once its seal has been found whole."""
    _check_seal(source)
    try:
        with ZipFile(source) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except (BadZipFile, KeyError, msgspec.DecodeError) as fault:
        raise Refused(f"{source} is no backup of Trainer. Nothing was restored.") from fault
    if manifest.format != FORMAT:
        raise Refused(
            f"{source} is a backup of format {manifest.format}, and this release reads format "
            f"{FORMAT}. Install the release that made it. Nothing was restored."
        )
    return manifest


def unpack(source: Path, manifest: Manifest, folder: Path) -> Path:
    """Its database, as a file in a folder."""
    ((name, sha256),) = manifest.files.items()
    path = folder / "database"
    with ZipFile(source) as archive, archive.open(name) as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file, PIECE)
    if sum_of(path) != sha256:
        raise Refused(f"{name} in {source} is not what its manifest says. Nothing was restored.")
    return path


def sum_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_seal(source: Path) -> None:
    length = source.stat().st_size - SEAL
    with source.open("rb") as file:
        if length > 0 and _sum(file, length).encode() == file.read():
            return
    raise Refused(
        f"{source} is damaged, or no backup of Trainer: its end is not the checksum of the rest. "
        "Nothing was restored. Take another backup, or fetch this one again from where it is kept."
    )


def _sum(file: BinaryIO, length: int) -> str:
    """The SHA-256 of so many bytes from the beginning; the file stands behind them afterwards."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(min(PIECE, length)):
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest()
