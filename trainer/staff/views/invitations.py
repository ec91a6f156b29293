"""Inviting somebody to the studio."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.models.invitation import End, Invitation, InvitationState, Way
from trainer.accounts.queries.invitations import (
    invitation,
    invitation_row,
    open_invitation,
)
from trainer.clock import now
from trainer.config import Config
from trainer.mail.outbox import Letter, Outbox
from trainer.staff.forms.membership import InvitationForm
from trainer.tenancy.access import current_member, studio_session, visitor
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.queries.people import locations, member_at
from trainer.web.links import invitation_link
from trainer.web.logbook import record
from trainer.web.pages import day, named_moment, page

blueprint = Blueprint("invitations", __name__, url_prefix="/<studio>")

ALREADY = "This address is invited already, until {until}."
HERE = "{name} is in this studio already, with this address."


class WayOn(NamedTuple):
    """Where to look when an address cannot be invited."""

    words: str
    address: str


LETTER = """\
Hello {name},

{inviter} invites you to {studio} on Trainer as {role}.
Open this link to join. It works once, and until {expires}:

{link}

If you did not expect this, you can ignore it.
"""


@blueprint.get("/invitations/new")
def new() -> ResponseReturnValue:
    """Ask whom to invite; somebody whose invitation has ended may be invited again."""
    form, again = InvitationForm(), request.args.get("again", type=int)
    _offer(form)
    if again and (found := invitation(studio_session(), again)):
        location = str(found.location_id or "")
        form.process(
            data={"name": found.name, "email": found.email, "role": found.role}
            | {"location": location}
        )
    return _page(form)


@blueprint.post("/invitations")
def create() -> ResponseReturnValue:
    """Make an invitation; mail its link if we can, or else show it."""
    form = InvitationForm(request.form)
    Studio.take_turn(studio_session(), current_member().studio_id)
    _offer(form)
    if not form.validate():
        return _page(form), 422
    if way_on := _taken(form):
        return _page(form, way_on), 422
    made = _made(form)
    studio_session().add(made)
    studio_session().flush()
    target = url_for("invitations.show", invitation_id=made.id)
    _write_letter(made)
    record(studio_session(), Event(kind=EventKind.INVITED, invitation_id=made.id, became=made.role))
    studio_session().commit()
    return redirect(target, 303)


@blueprint.get("/invitations/<int:invitation_id>")
def show(invitation_id: int) -> ResponseReturnValue:
    """Where it stands; while it is open, its link for whoever may hand it over."""
    found = invitation(studio_session(), invitation_id) or abort(404)
    row = invitation_row(found, now())
    link = invitation_link(found.nonce)
    return page(
        "invitations/show.html",
        invitation=row,
        link=link if row.state is InvitationState.OPEN and _may_hand_over(found) else None,
        letter=Outbox.about(studio_session(), link) if found.way == Way.MAIL else None,
    )


@blueprint.post("/invitations/<int:invitation_id>/withdrawal")
def destroy(invitation_id: int) -> ResponseReturnValue:
    """Take an open invitation back."""
    found = _held_or_404(invitation_id)
    if found.closing:
        abort(410)
    found.close(studio_session(), End.WITHDRAWN, current_member().membership_id, now())
    Outbox.recall(studio_session(), invitation_link(found.nonce))
    record(studio_session(), Event(kind=EventKind.WITHDRAWN, invitation_id=found.id))
    studio_session().commit()
    flash(f"The invitation for {found.name} is withdrawn. Its link no longer works.", "done")
    return redirect(url_for("memberships.index"), 303)


def _offer(form: InvitationForm) -> None:
    form.offer(current_member().role, locations(studio_session()))
    config: Config = current_app.extensions["config"]
    # A mailed link needs no word; in the demo anybody may be the owner, so theirs is worth nothing.
    form.offer_word(
        is_asked=current_member().role is Role.OWNER and not (config.mails or config.demo)
    )


def _page(form: InvitationForm, way_on: WayOn | None = None) -> str:
    config: Config = current_app.extensions["config"]
    return page("invitations/new.html", form=form, way_on=way_on, mails=config.mails)


def _taken(form: InvitationForm) -> WayOn | None:
    """Say at its field that the address is a member's, or is invited; and lead there."""
    email = str(form.email.data)
    if member := member_at(studio_session(), email):
        form.email.errors = [HERE.format(name=member.person.name)]
        return WayOn(f"See the role of {member.person.name}", _role_page(member))
    if already := open_invitation(studio_session(), email, now()):
        form.email.errors = [ALREADY.format(until=day(already.expires))]
        target = url_for("invitations.show", invitation_id=already.id)
        return WayOn(f"See the open invitation for {already.name}", target)
    return None


def _role_page(member: Membership) -> str:
    may_edit = current_member().role.may_grant(Role(member.role))
    return url_for(f"memberships.{'edit' if may_edit else 'show'}", membership_id=member.id)


def _made(form: InvitationForm) -> Invitation:
    config: Config = current_app.extensions["config"]
    by_hand = Way.WORD if form.has_word else Way.HAND
    return Invitation.make(
        now(),
        email=str(form.email.data),
        name=str(form.name.data),
        role=str(form.role.data),
        location_id=form.location_id,
        invited_by=current_member().membership_id,
        way=Way.MAIL if config.mails else by_hand,
    )


def _may_hand_over(found: Invitation) -> bool:
    """A link that proves an address is seen by nobody who could use it in another's place."""
    if found.way == Way.WORD:
        return found.invited_by == current_member().membership_id
    return found.way == Way.HAND


def _held_or_404(invitation_id: int) -> Invitation:
    return next(
        iter(Invitation.hold(studio_session(), Invitation.id == invitation_id)), None
    ) or abort(404)


def _write_letter(made: Invitation) -> None:
    """In the transaction of the invitation, so that neither is kept without the other."""
    text = LETTER.format(
        name=made.name,
        inviter=visitor().name,
        studio=current_member().name,
        role=f"an {made.role}" if made.role[0] in "io" else f"a {made.role}",
        expires=named_moment(made.expires_at),
        link=invitation_link(made.nonce),
    )
    letter = Letter(made.email, f"Your invitation to {current_member().name}", text)
    config: Config = current_app.extensions["config"]
    if Outbox.write(studio_session(), letter, now(), config) and made.way == Way.MAIL:
        flash(f"The link will be mailed to {made.email}.", "done")
