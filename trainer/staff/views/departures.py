"""Somebody leaves the studio."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.lapse import lapse
from trainer.accounts.queries.invitations import invitations_by
from trainer.clock import now
from trainer.staff.forms.membership import LAST_OWNER
from trainer.staff.lookup import editable_or_404
from trainer.staff.queries.roster import MemberRow
from trainer.tenancy.access import current_member, studio_session, unscoped
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import has_another_owner
from trainer.web.logbook import record
from trainer.web.pages import page

blueprint = Blueprint("departures", __name__, url_prefix="/<studio>")


@blueprint.get("/memberships/<int:membership_id>/departure")
def new(membership_id: int) -> ResponseReturnValue:
    """Ask whether they really leave."""
    return _page(editable_or_404(membership_id))


@blueprint.post("/memberships/<int:membership_id>/departure")
def create(membership_id: int) -> ResponseReturnValue:
    """End the stay at once, and the sign-ins of whoever is in no other studio."""
    Studio.take_turn(studio_session(), current_member().studio_id)
    member = editable_or_404(membership_id)
    row = studio_session().get_one(Membership, membership_id)
    fallen = lapse(row, role=None)
    if row.role == Role.OWNER and not has_another_owner(studio_session(), row):
        return _page(member, LAST_OWNER), 422
    person_id = row.person_id
    row.leave(studio_session(), now(), by=current_member().membership_id)
    record(studio_session(), Event(kind=EventKind.LEFT, about=membership_id))
    studio_session().commit()
    _sign_out_if_nowhere(person_id)
    flash(f"{member.name} has left the studio. Their record is kept.{fallen}", "done")
    return redirect(url_for("memberships.index"), 303)


def _page(member: MemberRow, error: str | None = None) -> str:
    falling = invitations_by(studio_session(), member.id, now())
    return page("departures/new.html", member=member, error=error, falling=falling)


def _sign_out_if_nowhere(person_id: int) -> None:
    """The stay has ended, so this studio is closed already; in others they go on as they are."""
    with unscoped(writes=True) as session:
        if not Membership.is_anywhere(session, person_id):
            SignIn.end_all(session, person_id, now())
            session.commit()
