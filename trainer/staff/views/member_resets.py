"""A link by which a member who has forgotten their password chooses a new one."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.models.reset import Reset, Route, may_hand_over
from trainer.clock import now
from trainer.config import Config
from trainer.staff.lookup import member_or_404
from trainer.staff.queries.roster import MemberRow
from trainer.tenancy.access import current_member, release, studio_session, unscoped
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership
from trainer.web.links import reset_link
from trainer.web.logbook import record_across
from trainer.web.pages import page

blueprint = Blueprint("member_resets", __name__, url_prefix="/<studio>")


@blueprint.get("/memberships/<int:membership_id>/reset")
def show(membership_id: int) -> ResponseReturnValue:
    """Say who can help this person, and show the link that I have made for them."""
    return _page(member_or_404(membership_id))


@blueprint.post("/memberships/<int:membership_id>/reset")
def create(membership_id: int) -> ResponseReturnValue:
    """Make a link to hand over, where there is no mail and the person is mine to help."""
    member = member_or_404(membership_id)
    person_id, me = _person_id(member), current_member().membership_id
    release()
    with unscoped(writes=True) as session:
        if _mails() or not may_hand_over(session, me, person_id):
            session.rollback()
            return _page(member), 422
        session.add(Reset.make(person_id, Route.HAND, now(), made_by=me))
        record_across(session, Event(kind=EventKind.RESET, about=member.id))
        session.commit()
    flash(f"A link for {member.name} is made.", "done")
    return redirect(url_for("member_resets.show", membership_id=membership_id), 303)


def _person_id(member: MemberRow) -> int:
    return studio_session().get_one(Membership, member.id).person_id


def _page(member: MemberRow) -> str:
    person_id, me = _person_id(member), current_member().membership_id
    release()
    with unscoped() as session:
        made = Reset.open_by(session, me, person_id, now())
        may_make = may_hand_over(session, me, person_id)
    return page(
        "member_resets/show.html",
        member=member,
        mails=_mails(),
        may_make=may_make,
        link=reset_link(made.nonce) if made and may_make else None,
        until=made.expires_at if made else None,
    )


def _mails() -> bool:
    config: Config = current_app.extensions["config"]
    return config.mails
