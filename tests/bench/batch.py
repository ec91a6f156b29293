"""A print run for very many, in a process of its own: ``python -m tests.bench.batch``.

The base is at hand, as it is once a studio has printed before; everybody gets a copy, and the file
is read to its last byte. What it took is written as JSON.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import sqlalchemy as sa
from flask import Flask

from tests.bench.lesson import environment, signed_in
from trainer import demo
from trainer.app import create_app
from trainer.clock import now
from trainer.editions.catalogue import packages
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.turn import take_turn
from trainer.storage.engines import Storage
from trainer.tables import Base
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Role
from trainer.tenancy.models.studio import Studio

MANAGER = "Tomasz Zieliński"
MANY, PEOPLE = 500, 1000
FIRST = 200_001
KIBIBYTES = 1024


@dataclass(frozen=True)
class Taken:
    """Seconds of computing, bytes and mebibytes that print runs have taken.

    ``a_copy`` is what one of ``MANY`` costs, ``everybody`` a run for ``PEOPLE`` from the press of
    the button to the last byte, ``bytes_a_copy`` what one adds to the file beyond the base, and
    ``memory`` the most of that process above what it had before.
    """

    a_copy: float
    everybody: float
    bytes_a_copy: float
    memory: float


def taken(app: Flask) -> Taken:
    """Measured on a copy of the demo of that app."""
    with TemporaryDirectory() as folder:
        return _measured(app, Path(folder))


def _measured(app: Flask, folder: Path) -> Taken:
    copied, storage = folder / "trainer.db", app.extensions["storage"]
    source = str(storage.write.url.database)
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(copied)) as there:
        here.backup(there)
    where = environment(app) | {"DATABASE_URL": f"sqlite:///{copied}", "TRAINER_HOME": str(folder)}
    return msgspec.json.decode(_run(where), type=Taken)


def _run(where: Mapping[str, str]) -> bytes:
    line = [sys.executable, "-m", "tests.bench.batch"]
    return subprocess.run(line, env={**environ, **where}, check=True, stdout=subprocess.PIPE).stdout


def crowd(storage: Storage) -> list[int]:
    """Let a thousand people join the demo; their memberships."""
    ids = range(FIRST, FIRST + PEOPLE)
    tables = Base.metadata.tables
    with storage.write.begin() as connection:
        studio = connection.scalar(sa.select(Studio.id).where(Studio.slug == demo.SLUG))
        people = [{"id": id_, "person_id": id_, "studio_id": studio} for id_ in ids]
        named = [{"id": id_, "name": f"Ana {id_} Sousa", "created_at": now()} for id_ in ids]
        secret = {"password_hash": "x"}
        connection.execute(
            tables["person"].insert(),
            [each | secret | {"email": f"{each['id']}@example.com"} for each in named],
        )
        connection.execute(
            tables["membership"].insert(), [each | {"role": Role.INSTRUCTOR} for each in people]
        )
        stays = [{"studio_id": studio, "membership_id": id_, "from": now()} for id_ in ids]
        connection.execute(tables["stay"].insert(), stays)
    return list(ids)


def main() -> None:
    """Measure, and write what was taken."""
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    everybody = crowd(app.extensions["storage"])
    _print(app, everybody[:1])  # which lays out the base, and loads what a worker has loaded
    before = _resident()
    few, _ = _print(app, everybody[:MANY])
    many, file = _print(app, everybody)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES
    with app.app_context(), unscoped() as session:
        base = session.scalars(
            sa.select(PrintBase).join(Copy).where(Copy.membership_id == FIRST).limit(1)
        ).one()
        with session.within(base.studio_id) as rows:
            alone = len(base.pdf(rows) or b"")
    told = Taken(few / MANY, many, (file - alone) / PEOPLE, peak - before)
    sys.stdout.buffer.write(msgspec.json.encode(told))


def _print(app: Flask, members: list[int]) -> tuple[float, int]:
    """Seconds of computing from the press of the button to the last byte; how many bytes."""
    manager = signed_in(app, MANAGER)
    slug = next(iter(packages()))
    started = time.process_time()
    answer = manager.post(
        f"/{demo.SLUG}/lessons/{slug}/print-runs", data={"membership": members, "kind": "lesson"}
    )
    with app.app_context():
        while take_turn():
            pass
    file = manager.get(f"{answer.location}.pdf")
    spent = time.process_time() - started
    if file.status_code != 200:
        raise LookupError(f"{answer.location}.pdf answered {file.status_code}")
    return spent, len(file.data)


def _resident() -> float:
    """Mebibytes of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / KIBIBYTES / KIBIBYTES


if __name__ == "__main__":
    main()
