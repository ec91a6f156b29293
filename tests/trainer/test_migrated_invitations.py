"""What an older database holds of invitations and addresses is told by the tables of today."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic import command
from flask import Flask

from tests.trainer.ground import Ground
from tests.trainer.walk.furniture import furnish
from tests.trainer.walk.witness import lift_guards
from trainer.migrations import alembic_config, upgrade
from trainer.storage.engines import Storage
from trainer.tenancy.scope import EVERY, StudioSession

MOMENT = "'2026-03-02 08:30:00'"


@pytest.fixture
def ground(own_ground: Ground) -> Ground:
    """Tables are taken down and made again here."""
    return own_ground


@pytest.fixture
def old(app: Flask, database_url: str) -> Iterator[sa.Connection]:
    """The furnished world as it was before there were closings."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        furnish(session)
    app.extensions["storage"].close()
    command.downgrade(alembic_config(database_url), "0003")
    storage = Storage.connect(database_url)
    with storage.write.connect() as connection:
        lift_guards(connection)
        yield connection
    storage.close()


def raised(old: sa.Connection, database_url: str, question: str) -> list[tuple[object, ...]]:
    """Bring what is there up to date, and ask."""
    old.commit()
    old.close()
    upgrade(database_url)
    storage = Storage.connect(database_url)
    with storage.read.connect() as connection:
        lift_guards(connection)
        found = [tuple(row) for row in connection.exec_driver_sql(question)]
    storage.close()
    return found


def test_what_was_used_and_withdrawn_at_once_was_used(
    old: sa.Connection, database_url: str
) -> None:
    old.exec_driver_sql(
        "INSERT INTO withdrawal (studio_id, invitation_id, withdrawn_by, at) "
        f"SELECT studio_id, invitation_id, membership_id, {MOMENT} FROM acceptance"
    )
    question = "SELECT invitation_id FROM acceptance ORDER BY 1"
    used = [tuple(row) for row in old.exec_driver_sql(question)]

    found = raised(
        old, database_url, "SELECT invitation_id FROM closing WHERE how = 'used' ORDER BY 1"
    )

    assert found == used != []


def test_what_was_withdrawn_is_withdrawn_by_the_same_person(
    old: sa.Connection, database_url: str
) -> None:
    question = "SELECT invitation_id, withdrawn_by FROM withdrawal ORDER BY 1"
    before = [tuple(row) for row in old.exec_driver_sql(question)]

    found = raised(
        old,
        database_url,
        "SELECT invitation_id, closed_by FROM closing WHERE how = 'withdrawn' ORDER BY 1",
    )

    assert found == before != []


def test_an_owner_whom_nobody_invited_is_proven_and_others_are_not(
    old: sa.Connection, database_url: str
) -> None:
    old.exec_driver_sql(
        "UPDATE invitation SET invited_by = NULL WHERE studio_id = 1 AND id IN "
        "(SELECT invitation_id FROM acceptance)"
    )
    first = old.exec_driver_sql("SELECT membership_id FROM acceptance WHERE studio_id = 1").all()

    found = raised(old, database_url, "SELECT membership_id, how, vouched_by FROM proof")

    assert found == [(first[0][0], "word", None)]


def test_a_domain_becomes_the_one_that_it_was(old: sa.Connection, database_url: str) -> None:
    for email in ("maria@münchen.example", "paul@grüße.example", "paul@xn--gre-6ka8l.example"):
        old.exec_driver_sql(
            f"INSERT INTO person (email, name, password_hash) VALUES ('{email}', 'x', 'x')"
        )

    found = raised(old, database_url, "SELECT email FROM person WHERE name = 'x' ORDER BY id")

    assert [email for (email,) in found] == [
        "maria@xn--mnchen-3ya.example",
        "paul@grüße.example",  # another has this address already, and keeps it
        "paul@xn--gre-6ka8l.example",
    ]


def test_what_lapsed_does_not_come_alive_in_an_older_release(app: Flask, database_url: str) -> None:
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        furnish(session)
    app.extensions["storage"].close()
    storage = Storage.connect(database_url)
    lapsed = (
        "INSERT INTO closing (studio_id, invitation_id, how, closed_by, at) "
        "SELECT studio_id, id, 'lapsed', "
        "(SELECT MIN(id) FROM membership WHERE studio_id = invitation.studio_id), "
        f"{MOMENT} FROM invitation WHERE email = 'guest-of-harbour@example.com'"
    )
    with storage.write.begin() as connection:
        lift_guards(connection)
        connection.exec_driver_sql(lapsed)
    command.downgrade(alembic_config(database_url), "0003")

    with storage.read.connect() as connection:
        lift_guards(connection)
        found = connection.exec_driver_sql(
            "SELECT i.email FROM withdrawal w JOIN invitation i ON i.id = w.invitation_id"
        )
        emails = {email for (email,) in found}
    storage.close()
    assert "guest-of-harbour@example.com" in emails
