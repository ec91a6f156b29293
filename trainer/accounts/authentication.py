"""Authentication: whether a try is admitted, whether a password fits, and a sign-in's beginning."""

from __future__ import annotations

import datetime as dt

from flask import request, session
from flask_login import login_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session

from trainer.accounts.device import Device
from trainer.accounts.passwords import is_password
from trainer.clock import now
from trainer.tenancy.access import is_signed_in, unscoped, visitor
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn, fingerprint
from trainer.tenancy.models.throttle import Throttle
from trainer.tenancy.visitor import Visitor
from trainer.web.logbook import Note, address_mark, note
from trainer.web.user_agent import device_word

WINDOW = dt.timedelta(minutes=15)
TRIES_AN_ADDRESS = 10
TRIES_A_CALLER = 100  # a whole studio shares one caller: its router

TOO_MANY = "Too many tries. Wait a quarter of an hour, then try again; nothing is lost."


def admitted(address: str) -> bool:
    """Count a try at an address, and say whether it may go on."""
    limits = _limits(address)  # first: it may ask who is signed in, on a connection of its own
    with unscoped(writes=True) as rows:
        # The first that is over its limit ends it: who is refused leaves no row at the next.
        within = all(
            Throttle.admits(rows, key, limit, WINDOW, now()) for key, limit in limits.items()
        )
        rows.commit()
    if not within:
        note("sign_in_refused", why="too many tries", address=address_mark(address))
    return within


def checked(address: str, password: str) -> Person | None:
    """The person with that address and password, or None after the same work."""
    with unscoped() as rows:
        person = Person.at(rows, address)
    if is_password(password, person.password_hash if person else None):
        return person
    note("sign_in_refused", why="no match", address=address_mark(address))
    return None


def start(person_id: int, what: Note = "sign_in") -> None:
    """Begin a sign-in on this device under a new token."""
    agent = device_word(request.user_agent.string)
    with unscoped(writes=True) as rows:
        person = rows.get_one(Person, person_id)
        row, token = SignIn.start(rows, person_id, agent, now())
        forget_tries(rows, person.email)
        rows.commit()
    Device.of_request().remember(person.email)
    session.clear()
    session.permanent = True
    login_user(
        Visitor(
            person_id=person_id,
            name=person.name,
            email=person.email,
            sign_in_id=row.id,
            token=token,
            studios=0,
            member=None,
        )
    )
    note(what)
    generate_csrf()  # now, so that the cookie is whole and no page has to send it again


def forget_tries(rows: Session, address: str) -> None:
    """Let the tries of an address begin anew, after a success."""
    Throttle.forget(rows, [*_limits(address)][-1])


def _limits(address: str) -> dict[str, int]:
    """The counters of a try and how far each may go, the caller's first.

    Whoever has proven the address on this device before has a counter of their own, so that
    nobody can shut them out by guessing from elsewhere.
    """
    if is_signed_in() and visitor().email == address:
        return {_key(f"signed in {visitor().sign_in_id}"): TRIES_AN_ADDRESS}
    device = Device.of_request()
    if device.knows(address):
        return {_key(f"device {device.name} {address}"): TRIES_AN_ADDRESS}
    return {_key(request.remote_addr or ""): TRIES_A_CALLER, _key(address): TRIES_AN_ADDRESS}


def _key(text: str) -> str:
    return "sign-in:" + fingerprint(text)
