"""Who was too late is told so; a row that breaks another rule is a fault of the program."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.page_text import words
from tests.trainer.walk.witness import lift_guards
from trainer.storage.engines import Storage

CONFLICTS = {
    "a name that is taken": "INSERT INTO location (studio_id, name) VALUES (1, 'Harbour Hall')",
    "an id that is taken": "INSERT INTO person (id, email, name, password_hash) "
    "VALUES (1, 'x', 'x', 'x')",
    "a person who is not there": "INSERT INTO membership (studio_id, person_id, role) "
    "VALUES (1, 999999, 'owner')",
}
FAULTS = {
    "a role that is none": "INSERT INTO membership (studio_id, person_id, role) "
    "VALUES (2, 1, 'king')",
    "nothing where there must be something": "INSERT INTO location (studio_id) VALUES (1)",
}


def sending(app: Flask, client: FlaskClient, statement: str) -> tuple[int, str]:
    """What is answered when a page sends that statement."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    storage: Storage = app.extensions["storage"]

    def page() -> str:
        with storage.write.begin() as connection:
            if connection.dialect.name == "postgresql":
                lift_guards(connection)
            connection.execute(sa.text(statement))
        return "kept"

    app.view_functions["front.show"] = page
    answer = client.get("/")
    return answer.status_code, words(answer)


@pytest.mark.parametrize("statement", CONFLICTS.values(), ids=CONFLICTS.keys())
def test_somebody_who_was_quicker_is_no_fault(
    app: Flask, client: FlaskClient, statement: str
) -> None:
    status, said = sending(app, client, statement)

    assert status == 422
    assert "Somebody was quicker" in said


@pytest.mark.parametrize("statement", FAULTS.values(), ids=FAULTS.keys())
def test_a_row_that_breaks_another_rule_is_one(
    app: Flask, client: FlaskClient, statement: str
) -> None:
    status, said = sending(app, client, statement)

    assert status == 500
    assert "Something broke on our side" in said
