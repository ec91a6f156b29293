"""Inviting somebody to the studio."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.access import place, rows, visitor
from trainer.clock import now
from trainer.forms.membership import InvitationForm
from trainer.links import invitation_link
from trainer.logbook import record
from trainer.models.event import Event, EventKind
from trainer.models.invitation import Invitation, InvitationState, Withdrawal
from trainer.models.outbox import Outbox
from trainer.models.roster import invitation, invitation_row, locations
from trainer.pages import page

blueprint = Blueprint("invitations", __name__)

LETTER = """\
Hello {name},

{inviter} invites you to {studio} on Trainer as {role}.
Open this link to join. It works once, and until {expires:%-d %B %Y}:

{link}

If you did not expect this, you can ignore it.
"""


@blueprint.get("/invitations/new")
def new() -> ResponseReturnValue:
    """Ask whom to invite."""
    form = InvitationForm()
    form.offer(place().role, locations(rows()))
    return page("invitations/new.html", form=form)


@blueprint.post("/invitations")
def create() -> ResponseReturnValue:
    """Make an invitation, mail it if we can, and show its link."""
    form = InvitationForm(request.form)
    form.offer(place().role, locations(rows()))
    if not form.validate():
        return page("invitations/new.html", form=form), 422
    made = Invitation.make(
        now(),
        email=str(form.email.data),
        name=str(form.name.data),
        role=str(form.role.data),
        location_id=form.location_id,
        invited_by=place().membership_id,
    )
    rows().add(made)
    rows().flush()
    target = url_for("invitations.show", invitation_id=made.id)
    _write_letter(made)
    record(rows(), Event(kind=EventKind.INVITED, invitation_id=made.id, became=made.role))
    rows().commit()
    return redirect(target, 303)


@blueprint.get("/invitations/<int:invitation_id>")
def show(invitation_id: int) -> ResponseReturnValue:
    """The link to copy, while it is open."""
    found = invitation(rows(), invitation_id) or abort(404)
    row = invitation_row(found, now())
    is_open = row.state is InvitationState.OPEN
    return page(
        "invitations/show.html",
        invitation=row,
        link=invitation_link(found.nonce) if is_open else None,
        mails=current_app.extensions["config"].smtp_url is not None,
    )


@blueprint.post("/invitations/<int:invitation_id>/withdrawal")
def destroy(invitation_id: int) -> ResponseReturnValue:
    """Take an open invitation back."""
    found = invitation(rows(), invitation_id) or abort(404)
    if found.state(now()) in {InvitationState.USED, InvitationState.WITHDRAWN}:
        abort(410)
    Outbox.recall(rows(), invitation_link(found.nonce))
    rows().add(Withdrawal(invitation_id=found.id, withdrawn_by=place().membership_id, at=now()))
    record(rows(), Event(kind=EventKind.WITHDRAWN, invitation_id=found.id))
    rows().commit()
    flash(f"The invitation for {found.name} is withdrawn. Its link no longer works.", "done")
    return redirect(url_for("memberships.index"), 303)


def _write_letter(made: Invitation) -> None:
    """In the transaction of the invitation, so that neither is kept without the other."""
    letter = LETTER.format(
        name=made.name,
        inviter=visitor().name,
        studio=place().name,
        role=f"an {made.role}" if made.role[0] in "io" else f"a {made.role}",
        expires=made.expires_at,
        link=invitation_link(made.nonce),
    )
    subject = f"Your invitation to {place().name}"
    if Outbox.write(rows(), made.email, subject, letter, now()):
        flash(f"The link will be mailed to {made.email}. You can also copy it here.", "done")
