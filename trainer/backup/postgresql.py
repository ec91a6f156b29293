"""PostgreSQL: a dump at one moment by its own tools, restored as a whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import sqlalchemy as sa

from trainer.backup.refusal import Refused
from trainer.backup.tally import Contents, contents, one_moment

SCHEMA = "public"
RELATIONS = """
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'public'
"""
CLEAR = """
    DO $$ DECLARE found text; BEGIN
    FOR found IN SELECT 'TABLE public.' || quote_ident(tablename)
            FROM pg_tables WHERE schemaname = 'public'
        UNION ALL SELECT 'FUNCTION ' || oid::regprocedure
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    LOOP EXECUTE 'DROP ' || found || ' CASCADE'; END LOOP; END $$
"""


class PostgresqlDatabase:
    """A database on a server, reached with PostgreSQL's client tools."""

    name = "database.dump"

    def __init__(self, url: sa.URL) -> None:
        self._url = url

    @property
    def versions(self) -> dict[str, str]:
        """What has made the dump, and of what."""
        with one_moment(self._url) as connection:
            server = connection.exec_driver_sql("SHOW server_version").scalar_one()
        return {"postgresql": str(server), "pg_dump": self._run("pg_dump", "--version")}

    def save(self, target: Path) -> Contents:
        """Dump the rows of every studio, all as of the moment in which they are counted."""
        with one_moment(self._url) as connection:
            moment = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
            self._run(
                *("pg_dump", "--format=custom", f"--schema={SCHEMA}", "--no-owner"),
                *("--no-privileges", "--enable-row-security", f"--snapshot={moment}"),
                *(f"--file={target}", f"--dbname={self._address}"),
            )
            return contents(connection)

    def refuse_unless_empty(self) -> None:
        """Nothing is ever written over."""
        with one_moment(self._url) as connection:
            if connection.exec_driver_sql(RELATIONS).scalar_one():
                raise Refused(
                    "The database has tables already, and a backup is restored into an empty one. "
                    "Make one with createdb, and set DATABASE_URL to it. Nothing was restored."
                )

    @property
    def folder(self) -> Path:
        """Where a dump is laid down for the while."""
        return Path(tempfile.gettempdir())

    def take_in(self, database: Path, expected: Contents) -> None:
        """Restore it in one transaction, and look through what came of it."""
        self._run(
            *("pg_restore", "--single-transaction", "--exit-on-error", f"--schema={SCHEMA}"),
            *("--no-owner", "--no-privileges", f"--dbname={self._address}", str(database)),
        )
        with one_moment(self._url) as connection:
            found = contents(connection)
            if found != expected:
                connection.exec_driver_sql(CLEAR)
        if found != expected:
            raise Refused("The rows are not those that were backed up. Nothing was restored.")

    @property
    def _address(self) -> str:
        """Without the password, which every user of the machine could read in a command line."""
        there = self._url.difference_update_query(["password"])
        plain = sa.URL.create(
            "postgresql", there.username, None, there.host, there.port, there.database, there.query
        )
        return plain.render_as_string()

    def _run(self, tool: str, *words: str) -> str:
        """What a tool of PostgreSQL's prints; raises Refused with what it complains of."""
        path = shutil.which(tool)
        if path is None:
            raise Refused(
                f"{tool} is not on the PATH. Install PostgreSQL's client tools, as new as the "
                "server (on Debian: postgresql-client), then run this again."
            )
        done = subprocess.run(  # noqa: S603  (PostgreSQL's own, without a shell)
            [path, *words], env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(f"{tool} gave up: {_first(done.stderr)}. Nothing was kept of it.")
        return done.stdout.strip()

    @property
    def _environment(self) -> dict[str, str]:
        password = self._url.password or self._url.query.get("password")
        secret = {"PGPASSWORD": str(password)} if password else {}
        # Rows are guarded by studio there, for their owner, too.
        return os.environ | secret | {"PGOPTIONS": "-c app.studio=every", "LC_ALL": "C"}


def _first(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[0].rstrip(".") if lines else "it did not say why"
