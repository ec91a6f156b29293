"""Faults to plant in a site that is well, each with the checks that must find it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from trainer.clock import now
from trainer.config import Config
from trainer.mail.outbox import Outbox
from trainer.migrations import head
from trainer.storage.engines import sqlite_driver
from trainer.storage.heartbeat import Heartbeat
from trainer.storage.job import Job
from trainer.tenancy.scope import EVERY, StudioSession

YEAR = f"{now():%Y}"


@dataclass
class Ill:
    """A site on which something is planted; ``environment`` is what the checkup is told.

    ``hand_out`` prints two handouts. ``cures`` put back what another test would find as it was
    left.
    """

    config: Config
    engine: sa.Engine
    hand_out: Callable[[], None]
    monkeypatch: pytest.MonkeyPatch
    environment: dict[str, str] = field(default_factory=dict)
    cures: list[str] = field(default_factory=list)

    def run(self, *statements: str) -> None:
        """Change rows of whatever studio, and tables."""
        with StudioSession(self.engine, EVERY) as session:
            for statement in statements:
                session.execute(sa.text(statement))
            session.commit()

    def unguarded(self, statement: str) -> None:
        """Change a SQLite file as a program that knows no references would."""
        path = sa.make_url(self.config.database_url).database
        with closing(sqlite_driver().connect(path)) as connection, connection:
            connection.execute(statement)


class Planted(NamedTuple):
    """How a fault is planted, which checks find it, and what they say of it."""

    plant: Callable[[Ill], object]
    found_by: set[str]
    words: str
    backends: tuple[str, ...] = ("sqlite",)


BOTH = ("sqlite", "postgresql")


def told(**environment: str) -> Callable[[Ill], object]:
    """An environment that says something else."""
    return lambda ill: ill.environment.update(environment)


def ran(*statements: str) -> Callable[[Ill], object]:
    """Statements that somebody has run."""
    return lambda ill: ill.run(*statements)


def printed(plant: Callable[[Ill], object]) -> Callable[[Ill], object]:
    """The same, on a site that has printed."""

    def after_two_handouts(ill: Ill) -> None:
        ill.hand_out()
        plant(ill)

    return after_two_handouts


def an_open_table(ill: Ill) -> None:
    """Its owner sees every row of it."""
    ill.run("ALTER TABLE stance NO FORCE ROW LEVEL SECURITY")
    ill.cures.append("ALTER TABLE stance FORCE ROW LEVEL SECURITY")


def an_older_release(ill: Ill) -> None:
    """Nobody has brought the tables up to date."""
    ill.run("UPDATE alembic_version SET version_num = '0001'")
    ill.cures.append(f"UPDATE alembic_version SET version_num = '{head()}'")


def a_full_disk(ill: Ill) -> None:
    """A kilobyte is left."""
    ill.monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))


def a_text(ill: Ill) -> None:
    """Somebody has saved something else under its name."""
    with open(str(sa.make_url(ill.config.database_url).database), "w") as file:  # noqa: PTH123  (in its place)
        file.write("a letter, " * 999)


def other_bytes(ill: Ill) -> None:
    """The files of all handouts are swapped for one."""
    ill.run(
        "CREATE TABLE kept AS SELECT studio_id, sha256 FROM print_file",
        "DELETE FROM print_file",
        "INSERT INTO print_file (studio_id, sha256, pdf) SELECT studio_id, sha256, x'00' FROM kept",
        "DROP TABLE kept",
    )


def no_worker(ill: Ill) -> None:
    """It was stopped an hour ago."""
    Heartbeat(ill.config.home).beat(now() - dt.timedelta(hours=1))


def a_run_that_waits(ill: Ill) -> None:
    """Somebody asked for handouts an hour ago, and nobody has looked."""
    ago = now() - dt.timedelta(hours=1)
    job = sa.select(Job).order_by(Job.id).limit(1)
    with StudioSession(ill.engine, EVERY) as session:
        waiting = session.scalars(job).one()
        waiting.ended_at, waiting.asked_at, waiting.seen_at = None, ago, ago
        session.commit()


def a_letter_that_waits(ill: Ill) -> None:
    """A letter was due an hour ago, and nobody has tried to mail it."""
    ill.environment["SMTP_URL"] = "smtp://127.0.0.1:1"
    ago = now() - dt.timedelta(hours=1)
    with StudioSession(ill.engine, 1) as session:
        letter = Outbox(
            address="a@example.com", subject="Hello", text="You", written_at=ago, due_at=ago
        )
        session.add(letter)
        session.commit()


PUBLIC = {"BASE_URL": "https://train.example.com", "SECRET_KEY": "short"}
READS = {"database", "schema", "serials", "copies", "clock", "worker"}

PLANTED: dict[str, Planted] = {
    "a key that can be guessed": Planted(told(**PUBLIC), {"configuration"}, "SECRET_KEY needs"),
    "a public site without TLS": Planted(
        told(BASE_URL="http://train.example.com"), {"configuration"}, "not https"
    ),
    "a mail server of no kind": Planted(
        told(SMTP_URL="mail.example.com"), {"configuration", "mail"}, "SMTP_URL begins with none"
    ),
    "another file in its place": Planted(a_text, READS, "file is not a database"),
    "references to nobody": Planted(
        lambda ill: ill.unguarded("UPDATE reading SET membership_id = 9999"),
        {"database"},
        "point at none",
    ),
    "tables of an older release": Planted(
        an_older_release,
        {"schema"},
        "database upgrade",
        BOTH,
    ),
    "a guard that is gone": Planted(
        ran("DROP TRIGGER stance_is_frozen"), {"schema"}, "no guard stance_is_frozen"
    ),
    "studios that see each other": Planted(
        an_open_table,
        {"schema"},
        "stance is open to other studios",
        ("postgresql",),
    ),
    "a column that is gone": Planted(
        ran("ALTER TABLE outbox RENAME COLUMN fault TO reason"),
        {"schema"},
        "no column outbox.fault",
    ),
    "a serial that is missing": Planted(
        printed(ran("UPDATE counter SET last = last + 1")),
        {"serials"},
        f"{YEAR}-0003 is missing",
        BOTH,
    ),
    "a serial that is there twice": Planted(
        printed(
            ran(
                "DROP TRIGGER copy_is_frozen",
                f"UPDATE copy SET serial = '{YEAR}-00001' WHERE serial = '{YEAR}-0002'",
            )
        ),
        {"serials", "schema"},
        f"{YEAR}-0001 is there 2 times",
    ),
    "bytes that were not printed": Planted(
        printed(other_bytes), {"copies"}, f"{YEAR}-0001 is not what was printed"
    ),
    "bytes that are gone": Planted(
        printed(ran("DELETE FROM print_file")),
        {"copies"},
        f"{YEAR}-0002 has no bytes any more",
        BOTH,
    ),
    "a full disk": Planted(a_full_disk, {"disk"}, "Make room"),
    "a mail server that is away": Planted(
        told(SMTP_URL="smtp://127.0.0.1:1"), {"mail"}, "ConnectionRefusedError"
    ),
    "a clock that was ahead": Planted(
        ran("UPDATE reading SET at = '2999-01-01 00:00:00.000000'"), {"clock"}, "future"
    ),
    "a zone that nobody knows": Planted(
        ran("UPDATE studio SET time_zone = 'Sea/Atlantis'"), {"clock"}, "Sea/Atlantis"
    ),
    "a worker that was stopped": Planted(no_worker, {"worker"}, "No worker has been seen since"),
    "a run that nobody looks at": Planted(
        printed(a_run_that_waits), {"worker"}, "1 print runs wait"
    ),
    "a letter that nobody tries": Planted(
        a_letter_that_waits,
        {"worker", "mail"},
        "1 letters wait",
    ),
}
