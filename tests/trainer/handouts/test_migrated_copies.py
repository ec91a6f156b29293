"""What an older database holds of copies is told by the ledger of today, to the byte, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from flask import Flask

from tests.trainer.ground import Ground
from tests.trainer.walk.furniture import furnish
from tests.trainer.walk.witness import lift_guards
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import Copy, CopyNumber, Issue
from trainer.handouts.models.copy_event import Deed
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_file import PrintFile
from trainer.migrations import alembic_config, upgrade
from trainer.storage.engines import Storage
from trainer.tenancy.scope import EVERY, StudioSession

BYTES = b"%PDF\x00\xff\xfe a base, " + b"\x00\x80 and a tail"
BEFORE = "SELECT c.id, c.sha256, f.pdf FROM copy c JOIN print_file f ON f.studio_id = c.studio_id"
FILES = f"{BEFORE} AND f.sha256 = c.sha256 ORDER BY c.id"
PARTS = "SELECT studio_id, copy_id, kind, ref, revision FROM copy_part ORDER BY 1, 2, 3, 4"
BASES = (
    "SELECT c.studio_id, c.id, b.kind, b.ref, b.revision FROM copy c "
    "JOIN base_part b ON b.print_base_id = c.print_base_id ORDER BY 1, 2, 3, 4"
)

REFUSALS = {
    "DELETE FROM copy": "a row of copy is never deleted",
    "DELETE FROM copy_event": "a row of copy_event is never deleted",
    "UPDATE copy_event SET note = 'x'": "a row of copy_event never changes",
    "UPDATE copy SET tail = NULL": "a row of copy never changes",
    "UPDATE copy SET serial = '2026-0100', tail = NULL WHERE id = 2": "a row of copy never changes",
    "UPDATE copy SET code = 'x' WHERE id = 2": "a row of copy never changes",
}


@pytest.fixture
def ground(own_ground: Ground) -> Ground:
    """Tables are taken down and made again here."""
    return own_ground


@pytest.fixture
def url(app: Flask, database_url: str) -> str:
    """The furnished world, of which one copy has a base, and another is withdrawn."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        furnish(session)
        first, second = session.scalars(sa.select(Copy).order_by(Copy.id).limit(2))
        with session.within(first.studio_id) as rows:
            _stand_on_a_base(rows, first)
            rows.get_one(Copy, second.id).withdraw(rows, Deed(second.printed_by, second.at))
        session.commit()
    app.extensions["storage"].close()
    return database_url


def _stand_on_a_base(session: StudioSession, like: Copy) -> None:
    """A copy as a printing house makes it, besides the one that it is like, in the same run."""
    base = PrintBase(
        title_id=like.title_id, edition_id=like.edition_id, kind=Kind.CARDS, key="of cards"
    )
    base.sha256 = PrintFile.keep(session, BYTES[:20])
    issue = Issue(like.title_id, like.edition_id, like.printed_by, like.at, like.print_run_id, {})
    issue = Issue(**{**vars(issue), "kind": Kind.CARDS})
    named = CopyNumber("2026-0099", "c" * 16)
    copy = issue.copy(like.membership_id, named, base.record(session, {}), BYTES)
    copy.tail = BYTES[20:]
    session.add(copy)


@contextmanager
def opened(url: str) -> Iterator[sa.Connection]:
    """A connection that sees every studio."""
    with closing(Storage.connect(url)) as storage, storage.write.connect() as connection:
        lift_guards(connection)
        yield connection


def asked(url: str, question: str) -> list[tuple[Any, ...]]:
    """What the database says."""
    with opened(url) as connection:
        found = connection.exec_driver_sql(question)
        return [tuple(_plain(each) for each in row) for row in found]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def test_a_copy_is_the_same_bytes_in_an_older_release_and_again_in_this(url: str) -> None:
    command.downgrade(alembic_config(url), "0007")
    older = asked(url, FILES)
    upgrade(url)

    tails = asked(url, "SELECT id, sha256, tail FROM copy WHERE tail IS NOT NULL ORDER BY id")
    assert BYTES in {pdf for *_, pdf in older}
    assert {hashlib.sha256(pdf).hexdigest() == sha256 for _, sha256, pdf in older} == {True}
    assert tails == older


def test_bytes_that_are_a_tail_now_are_kept_once(url: str) -> None:
    command.downgrade(alembic_config(url), "0007")
    upgrade(url)

    twice = (
        "SELECT COUNT(*) FROM print_file f JOIN copy c ON c.sha256 = f.sha256 "
        "WHERE f.sha256 NOT IN (SELECT sha256 FROM bundle)"
    )
    bundles = "SELECT COUNT(*) FROM print_file WHERE sha256 IN (SELECT sha256 FROM bundle)"
    assert asked(url, twice) == [(0,)]
    assert asked(url, bundles)[0][0] > 0


def test_a_copy_shows_the_same_parts(url: str) -> None:
    shown = asked(url, BASES)
    command.downgrade(alembic_config(url), "0007")
    older = asked(url, PARTS)
    upgrade(url)

    assert shown == older == asked(url, BASES) != []


def test_every_old_copy_was_printed_and_what_has_no_bytes_is_withdrawn(url: str) -> None:
    withdrawn = asked(url, "SELECT copy_id FROM copy_event WHERE kind = 'withdrawn'")
    command.downgrade(alembic_config(url), "0007")
    upgrade(url)

    printed = "SELECT copy_id, done_by FROM copy_event WHERE kind = 'printed' ORDER BY copy_id"
    assert asked(url, printed) == asked(url, "SELECT id, printed_by FROM copy ORDER BY id")
    told = asked(url, "SELECT copy_id FROM copy_event WHERE kind <> 'printed'")
    assert told == withdrawn != []


def test_nobody_has_two_copies_of_a_run_in_an_older_release(url: str) -> None:
    command.downgrade(alembic_config(url), "0007")

    twice = (
        "SELECT print_run_id FROM copy WHERE print_run_id IS NOT NULL "
        "GROUP BY print_run_id, membership_id HAVING COUNT(*) > 1"
    )
    assert asked(url, twice) == []
    assert asked(url, "SELECT serial FROM copy WHERE print_run_id IS NULL") == [("2026-0099",)]


def test_the_database_itself_refuses_also_when_its_tables_were_made_anew(url: str) -> None:
    refused(url)

    command.downgrade(alembic_config(url), "0007")
    upgrade(url)

    refused(url)


def refused(url: str) -> None:
    """See that no statement changes or deletes what the ledger has."""
    with opened(url) as connection:
        for statement, refusal in REFUSALS.items():
            with pytest.raises(sa.exc.DBAPIError, match=refusal), connection.begin_nested():
                connection.exec_driver_sql(statement)


@pytest.mark.parametrize("guard", ["copy_is_frozen", "copy_is_kept", "copy_event_is_kept"])
def test_a_guard_that_is_missing_is_found_out(url: str, guard: str) -> None:
    with opened(url) as connection:
        on = "" if url.startswith("sqlite") else f" ON {guard.partition('_is_')[0]}"
        connection.exec_driver_sql(f"DROP TRIGGER {guard}{on}")
        connection.commit()

    with pytest.raises((pytest.fail.Exception, AssertionError)):
        refused(url)


def test_bytes_go_once_an_event_says_so(url: str) -> None:
    copies = asked(url, "SELECT id, studio_id, membership_id FROM copy WHERE tail IS NOT NULL")
    copy_id, studio_id, member = copies[-1]
    say = (
        "INSERT INTO copy_event (studio_id, membership_id, copy_id, kind, done_by, at, note) "
        f"VALUES ({studio_id}, {member}, {copy_id}, 'withdrawn', {member}, '2026-03-02', '')"
    )

    with opened(url) as connection:
        connection.exec_driver_sql(say)
        connection.exec_driver_sql(f"UPDATE copy SET tail = NULL WHERE id = {copy_id}")
        connection.commit()

    assert asked(url, f"SELECT tail FROM copy WHERE id = {copy_id}") == [(None,)]


def test_a_studio_that_is_taken_down_takes_its_ledger_along(url: str) -> None:
    with opened(url) as connection:
        connection.exec_driver_sql("INSERT INTO dissolution (id, at) VALUES (1, '2026-03-02')")
        for table in ("sighting", "copy_event", "copy"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE studio_id = 1")
        with pytest.raises(sa.exc.DBAPIError, match="a row of copy_event is never deleted"):
            connection.exec_driver_sql("DELETE FROM copy_event")
