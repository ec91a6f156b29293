"""Forgeries: archives whose seal is whole, and in which something is not as it should be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from trainer.backup.archive import pack, read_manifest, sum_of, unpack
from trainer.backup.tally import Tally


def forged(made: Path, database: bytes | None = None, **said: Any) -> Path:
    """The same backup with another database in it, or a manifest that says something else."""
    manifest, folder = read_manifest(made), made.parent
    (name,) = manifest.files
    held = unpack(made, manifest, folder).rename(folder / name)
    if database is not None:
        held.write_bytes(database)
        said = {"files": {name: sum_of(held)}} | said
    target = folder / "forged.zip"
    pack(target, msgspec.structs.replace(manifest, **said), held)
    return target


def database_of(made: Path) -> bytes:
    """The bytes of its database."""
    return unpack(made, read_manifest(made), made.parent).read_bytes()


def with_one_row_more(made: Path) -> dict[str, Tally]:
    """Its tables, as if there had been one person more."""
    tables = read_manifest(made).tables
    return tables | {"person": Tally(tables["person"].rows + 1, tables["person"].sha256)}
