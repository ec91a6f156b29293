"""The letter of a reset: whoever asks for a new password gets its link at their address."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from flask import current_app, request
from sqlalchemy.orm import Session

from trainer.accounts.models.reset import Reset, Route
from trainer.clock import now
from trainer.config import Config
from trainer.mail.outbox import Letter, Outbox
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import IS_OPEN, Membership, Stay
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import fingerprint
from trainer.tenancy.models.throttle import Throttle
from trainer.tenancy.scope import StudioSession
from trainer.web.links import reset_link

WINDOW = dt.timedelta(hours=1)
LETTERS_AN_ADDRESS = 3
LETTERS_A_CALLER = 30  # a whole studio shares one caller: its router

SUBJECT = "A new password for Trainer"
TEXT = """\
Hello {name},

somebody, most likely you, asks for a new password for this address on Trainer.
Open this link to choose one. It works once, and for one hour:

{link}

If it was not you, do nothing: your password stays as it is.
"""


def ask(address: str) -> bool:
    """Write to an address that has an account; False when it has been asked too often.

    Nothing that is told, counted or waited for says whether the address has one.
    """
    with unscoped(writes=True) as rows:
        within = all(
            Throttle.admits(rows, key, limit, WINDOW, now()) for key, limit in _limits(address)
        )
        if within and (person := Person.at(rows, address)):
            _write(rows, person)
        rows.commit()
    return within


def _write(session: StudioSession, person: Person) -> None:
    made = Reset.make(person.id, Route.MAIL, now())
    studio = _studio_of(session, person.id)
    if studio is None:
        return
    session.add(made)
    text = TEXT.format(name=person.name, link=reset_link(made.nonce))
    config: Config = current_app.extensions["config"]
    with session.within(studio) as rows:
        Outbox.write(rows, Letter(person.email, SUBJECT, text), now(), config)


def _studio_of(session: Session, person_id: int) -> int | None:
    """The studio among whose letters it waits: one where they are, or else were."""
    is_here = sa.exists().where(Stay.membership_id == Membership.id, IS_OPEN)
    statement = sa.select(Membership.studio_id).where(Membership.person_id == person_id)
    return session.scalars(statement.order_by(is_here.desc(), Membership.id)).first()


def _limits(address: str) -> tuple[tuple[str, int], ...]:
    """The counters of asking and how far each may go, the caller's first."""
    caller = ("caller " + (request.remote_addr or ""), LETTERS_A_CALLER)
    return tuple(
        ("reset:" + fingerprint(what), most)
        for what, most in (caller, (address, LETTERS_AN_ADDRESS))
    )
