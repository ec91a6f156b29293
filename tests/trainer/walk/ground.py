"""The ground of a walk: the world, furnished and marked, with everybody who walks signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from itsdangerous import URLSafeSerializer

from tests.trainer.page_text import cookies
from tests.trainer.walk.bodies import Bodies
from tests.trainer.walk.furniture import furnish
from tests.trainer.walk.marks import mark_all
from tests.trainer.walk.owners import MANAGERS, NEWCOMER, NO_STUDIO, Owner, Owners, cast
from tests.trainer.walk.things import Things
from tests.trainer.walk.visit import ACTORS, NOBODY, Thing, Whose
from tests.trainer.walk.witness import Witness, lift_guards, of_table
from tests.trainer.world import PASSWORD
from trainer import demo
from trainer.tenancy.scope import EVERY, StudioSession
from trainer.web.links import invitation_link, reset_link


@dataclass(frozen=True)
class Ground:
    """All that a walk stands on; ``cookies`` are by first name."""

    app: Flask
    witness: Witness
    owners: Owners
    things: Things
    bodies: Bodies
    cookies: dict[str, str]


@contextmanager
def ground(app: Flask, url: str) -> Iterator[Ground]:
    """Prepare the world at that URL, which the app is on."""
    with StudioSession(app.extensions["storage"].write, EVERY) as session:
        furnish(session)
    witness = Witness(url)
    try:
        yield _prepared(app, witness)
    finally:
        witness.close()


def _prepared(app: Flask, witness: Witness) -> Ground:
    people = cast(witness.rows)
    _mark(app, witness, Owners(people, witness.rows))
    emails = {people[row["id"]]: row["email"] for row in of_table(witness.rows, "person")}
    cookies = {actor.who: _sign_in(app, emails[actor.who]) for actor in ACTORS if actor != NOBODY}
    witness.take_as_given()
    owners = Owners(people, witness.rows)
    guest = owners.id_of("person", Owner(NO_STUDIO, NEWCOMER))
    bodies = Bodies(owners, emails, guest)
    return Ground(
        app,
        witness,
        owners,
        Things(owners, _links(app, owners), _resets(app, owners)),
        bodies,
        cookies,
    )


def _mark(app: Flask, witness: Witness, owners: Owners) -> None:
    with app.extensions["storage"].write.begin() as connection:
        lift_guards(connection)
        mark_all(connection, witness.rows, owners)
    witness.take_as_given()
    if app.config["DEMO"]:
        with app.app_context():
            demo.ensure()


def _sign_in(app: Flask, address: str) -> str:
    answer = app.test_client().post("/sign-in", data={"email": address, "password": PASSWORD})
    return cookies(answer)["trainer"].value


def _links(app: Flask, owners: Owners) -> list[Thing]:
    """The link of Harbour's open invitation, and two that nobody signed."""
    ours, theirs = (
        str(owners.oldest("invitation", Owner(studio, MANAGERS))["nonce"])
        for studio in ("harbour", "ridge")
    )
    with app.test_request_context():
        link = invitation_link(ours)
    forged = URLSafeSerializer("another key", salt="invitation").dumps(theirs)
    return [
        Thing(Whose.OWN, link.rpartition("/")[2]),
        Thing(Whose.FOREIGN, theirs),
        Thing(Whose.MISSING, str(forged)),
    ]


def _resets(app: Flask, owners: Owners) -> list[Thing]:
    """The link to a new password for Bruno, and two that nobody signed."""
    ours, theirs = (
        str(owners.oldest("reset", Owner(NO_STUDIO, who))["nonce"]) for who in ("bruno", "rhea")
    )
    with app.test_request_context():
        link = reset_link(ours)
    forged = URLSafeSerializer("another key", salt="reset").dumps(theirs)
    return [
        Thing(Whose.OWN, link.rpartition("/")[2]),
        Thing(Whose.FOREIGN, theirs),
        Thing(Whose.MISSING, str(forged)),
    ]
