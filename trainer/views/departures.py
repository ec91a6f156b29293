"""Somebody leaves the studio."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from trainer.access import place, rows, unscoped
from trainer.clock import now
from trainer.logbook import record
from trainer.models.event import Event, EventKind
from trainer.models.membership import Membership, Role, has_another_owner
from trainer.models.sign_in import SignIn
from trainer.pages import page
from trainer.views.memberships import LAST_OWNER, editable_or_404

blueprint = Blueprint("departures", __name__)


@blueprint.get("/memberships/<int:membership_id>/departure")
def new(membership_id: int) -> ResponseReturnValue:
    """Ask whether they really leave."""
    return page("departures/new.html", member=editable_or_404(membership_id), error=None)


@blueprint.post("/memberships/<int:membership_id>/departure")
def create(membership_id: int) -> ResponseReturnValue:
    """End the stay and every sign-in at once; what they did stays on record."""
    member = editable_or_404(membership_id)
    row = rows().get_one(Membership, membership_id)
    if row.role == Role.OWNER and not has_another_owner(rows(), row):
        return page("departures/new.html", member=member, error=LAST_OWNER), 422
    person_id = row.person_id
    row.leave(rows(), now(), by=place().membership_id)
    record(rows(), Event(kind=EventKind.LEFT, about=membership_id))
    rows().commit()
    _sign_out_everywhere(person_id)
    flash(f"{member.name} has left the studio. Their record is kept.", "done")
    return redirect(url_for("memberships.index"), 303)


def _sign_out_everywhere(person_id: int) -> None:
    """The stay has ended, so the studio is closed already; this ends the sign-ins themselves."""
    with unscoped(writes=True) as session:
        SignIn.end_all(session, person_id, now())
        session.commit()
