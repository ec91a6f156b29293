"""The security log holds nothing that was typed, and nothing that lets anybody in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from flask import Flask, request

from tests.trainer.conftest import on_sqlite
from tests.trainer.security_log import Logged
from tests.trainer.walk.ground import Ground, ground
from tests.trainer.walk.itinerary import Itinerary
from tests.trainer.walk.marks import secrets
from tests.trainer.walk.visit import Visit, Whose
from tests.trainer.walk.witness import of_table
from tests.trainer.world import PASSWORD
from trainer.web import logbook

pytestmark = on_sqlite
# Rows are marked with the same word.
CANARY = "kanari"
TYPED = {
    "name": "Kanari Name",
    "role": "manager",
    "new": "four kanari words here",
    "words": "kanari words",
    "qualification": "Kanari teacher",
    "reason": "a kanari reason",
}
HEADERS = {"User-Agent": f"{CANARY} Firefox", "Referer": f"http://localhost/{CANARY}"}
EVERY_KIND = {
    *("sign_in", "sign_in_refused", "sign_out", "denied", "password_changed", "device_revoked"),
    *("password_reset", "reset", "second_factor_off"),
    *("joined", "left", "role", "moved", "invited", "withdrawn", "settings", "location"),
    *("printed", "handout_printed"),
}


def visits(prepared: Ground, only: str) -> Iterator[Visit]:
    """Harbour's people ask for and send what is theirs, rightly and with a canary in each field."""
    itinerary = Itinerary(prepared.things, prepared.bodies)
    for rule in prepared.app.url_map.iter_rules():
        for visit in itinerary.visits(rule) if only in rule.endpoint else ():
            if _is_of_harbour(visit) and visit.body:
                yield replace(visit, body=visit.body | TYPED)
                if visit.method != "GET":
                    yield replace(visit, body=dict.fromkeys(visit.body, CANARY))


def _is_of_harbour(visit: Visit) -> bool:
    theirs = not visit.whose - {Whose.OWN, Whose.COLLEAGUE} and visit.complete
    return theirs and visit.studio != "ridge" and visit.actor.who in {"", "ana", "olga"}


def send(prepared: Ground, visit: Visit) -> set[str]:
    """Make a visit and undo it; the values of the cookies that were set."""
    cookie = prepared.cookies.get(visit.actor.who)
    answer = prepared.app.test_client(use_cookies=False).open(
        visit.path,
        method=visit.method,
        query_string={"query": CANARY},
        data=None if visit.method == "GET" else visit.body,
        headers=HEADERS | ({"Cookie": f"trainer={cookie}"} if cookie else {}),
        buffered=True,
    )
    prepared.witness.undo(prepared.witness.changes())
    set_ = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    return {each.value for each in set_.values() if each.value}


def forbidden(prepared: Ground) -> set[str]:
    """What must stand nowhere: canaries, the password, and all that opens a door."""
    codes = {str(row["code"]) for row in of_table(prepared.witness.rows, "copy")}
    links = {str(thing.value) for thing in prepared.things.factories["code"](None)}  # type: ignore[arg-type]  # the same everywhere
    doors = {*prepared.cookies.values(), *secrets(prepared.witness.rows), *codes, *links}
    return {CANARY, CANARY.title(), PASSWORD, *doors}


def leaks(app: Flask, url: str, only: str = "") -> tuple[set[str], set[str]]:
    """What of the forbidden is found in the log of a walk, and which kinds of lines it has."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with ground(app, url) as prepared, Logged() as logged:
        never = forbidden(prepared)
        for visit in visits(prepared, only):
            never |= send(prepared, visit)
    return {each for each in never if each in logged.text}, set(logged.kinds)


def test_nothing_typed_and_no_key_is_in_the_log(app: Flask, database_url: str) -> None:
    found, kinds = leaks(app, database_url)

    assert found == set()
    assert kinds == EVERY_KIND


def test_a_log_that_tells_the_form_is_found(
    app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = logbook._who
    monkeypatch.setattr(logbook, "_who", lambda: who() | {"form": request.form.to_dict()})

    found, _ = leaks(app, database_url, only="sign_ins")

    assert {CANARY, PASSWORD} <= found
