"""The logbook: what somebody would ask about afterwards, as rows for owners and as a security log.

The log is one line of JSON each, on standard error whatever serves. It holds ids and words of ours,
and nothing that anybody typed: no name, address, password, token, code or reason. Each line that a
request led to has its number, which stands in the answer as X-Request-Id.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from typing import Literal

import sqlalchemy as sa
from flask import Flask, Response, current_app, g, request, request_started
from sqlalchemy.orm import Session

from trainer.clock import now
from trainer.log_lines import request_id, speak
from trainer.tenancy.access import current_member, visitor
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.scope import StudioSession
from trainer.web.user_agent import device_word

log = logging.getLogger("trainer.security")

Note = Literal[
    "sign_in",
    "demo_sign_in",
    "sign_in_refused",
    "sign_out",
    "denied",
    "password_changed",
    "reset_asked",
    "password_reset",
    "second_factor_on",
    "second_factor_off",
    "device_revoked",
    "handout_printed",
]


# Of which events the words are ours: roles, names of settings, how many were printed.
_OURS: dict[str, tuple[str, ...]] = {
    EventKind.JOINED: ("became",),
    EventKind.ROLE: ("was", "became"),
    EventKind.INVITED: ("became",),
    EventKind.SETTINGS: ("subject",),
    EventKind.PRINTED: ("became",),
}


def init_app(app: Flask) -> None:
    """Let the log speak, and number what is asked."""
    log.setLevel(logging.INFO)
    log.propagate = False
    speak(log)
    speak(logging.getLogger())
    app.after_request(_tell_number)


@request_started.connect
def _number(_: Flask, **__: object) -> None:
    """Before anything can refuse the request."""
    request_id.set(secrets.token_hex(6))


def _tell_number(response: Response) -> Response:
    """Whoever was answered can name the lines: a proxy's log, somebody who asks for help."""
    response.headers["X-Request-Id"] = request_id.get() or ""
    return response


def note(what: Note | EventKind, **facts: object) -> None:
    """Write one line about this request."""
    told = {**_who(), **facts}
    log.info(what, extra={"facts": {name: each for name, each in told.items() if each is not None}})


def record(session: Session, event: Event) -> None:
    """Keep what the visitor does as a row of their studio, with what it tells of."""
    event.done_by, event.at = current_member().membership_id, now()
    session.add(event)
    _tell(session, event)


def record_across(session: StudioSession, event: Event) -> None:
    """The same, in a transaction that sees every studio."""
    event.done_by, event.at = current_member().membership_id, now()
    with session.within(current_member().studio_id) as rows:
        rows.add(event)
    _tell(session, event)


def record_joining(session: StudioSession, member: Membership) -> None:
    """Keep that somebody came into a studio; the session sees every studio."""
    event = Event(kind=EventKind.JOINED, about=member.id, became=member.role)
    event.done_by, event.at = member.id, now()
    with session.within(member.studio_id) as rows:
        rows.add(event)
    _tell(session, event, person=member.person_id, studio_id=member.studio_id)


def address_mark(address: str) -> str:
    """What stands for an address in the log: the same for the same one, and nothing to look up."""
    key = f"address:{current_app.config['SECRET_KEY']}".encode()
    return hmac.digest(key, address.encode(), "sha256").hex()[:16]


def _tell(session: Session, event: Event, **facts: object) -> None:
    """Write the line once the transaction that the session has open is kept, and the row in it."""
    kind = EventKind(event.kind)
    names = ("about", "invitation_id", *_OURS.get(kind, ()))
    told = {name: getattr(event, name) for name in names} | facts

    def tell(_: Session) -> None:
        if sa.inspect(event).has_identity:
            note(kind, **told)

    sa.event.listen(session, "after_commit", tell, once=True)


def _who() -> dict[str, object]:
    """Who asks for what, as far as it is known: the database is not asked again."""
    someone = visitor() if "_login_user" in g else None
    here = getattr(someone, "member", None)
    return {
        "studio": here.slug if here else None,
        "studio_id": here.studio_id if here else None,
        "person": getattr(someone, "person_id", None),
        "caller": request.remote_addr,
        "device": device_word(request.user_agent.string),
        "endpoint": request.endpoint,
    }
