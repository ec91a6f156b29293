"""Accepting an invitation, by its link."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.authentication import TOO_MANY, admitted, checked
from trainer.accounts.forms.acceptance import KnownForm, NewcomerForm
from trainer.accounts.guest import GuestRefused, Known, Newcomer
from trainer.accounts.half_way import proceed
from trainer.accounts.models.invitation import End, Invitation, InvitationState
from trainer.accounts.passwords import hash_password
from trainer.accounts.queries.offer import Offer
from trainer.clock import now
from trainer.mail.outbox import Outbox
from trainer.tenancy.access import unscoped
from trainer.tenancy.scope import StudioSession
from trainer.web.links import invitation_link, invitation_nonce
from trainer.web.logbook import record_joining
from trainer.web.pages import page, show_days_in

blueprint = Blueprint("acceptances", __name__)

Form = NewcomerForm | KnownForm


@blueprint.get("/invitations/<code>")
def new(code: str) -> ResponseReturnValue:
    """Show who invites to what, and ask for a password."""
    offer = _offer(code)
    if offer.state is not InvitationState.OPEN:
        return _gone(offer)
    return _page(offer, NewcomerForm(data={"name": offer.name}))


@blueprint.post("/invitations/<code>")
def create(code: str) -> ResponseReturnValue:
    """Join the studio, and be signed in."""
    offer = _offer(code)
    if offer.state is not InvitationState.OPEN:
        return _gone(offer)
    form = _sent(offer)
    if not form.validate():
        return _page(offer, form), 422
    if not admitted(offer.email):
        return _refuse(offer, form, TOO_MANY)
    try:
        person_id, state = _let_in(offer, _guest(offer, form))
    except GuestRefused as refusal:
        return _refuse(offer, form, str(refusal))
    if person_id is None:
        return _gone(replace(offer, state=state))
    onward = proceed(person_id, url_for("homes.show", studio=offer.studio_slug))
    flash(f"Welcome to {offer.studio_name}.", "done")
    return redirect(onward, 303)


def _sent(offer: Offer) -> KnownForm | NewcomerForm:
    if KnownForm.is_sent(request.form):
        return KnownForm(request.form)
    form = NewcomerForm(request.form)
    form.about = (offer.email, offer.studio_name)
    return form


def _offer(code: str) -> Offer:
    """What a link offers; a link that we did not sign is not found."""
    nonce = invitation_nonce(code) or abort(404)
    with unscoped() as session:
        return Offer.at(session, nonce, now()) or abort(404)


def _page(offer: Offer, form: Form) -> str:
    """Both ways in on one page, the same for every address; ``form`` is the one that was sent."""
    newcomer = form if isinstance(form, NewcomerForm) else NewcomerForm(data={"name": offer.name})
    known = form if isinstance(form, KnownForm) else KnownForm()
    show_days_in(offer.time_zone)
    return page("acceptances/new.html", invitation=offer, form=form, newcomer=newcomer, known=known)


def _gone(offer: Offer) -> ResponseReturnValue:
    return page("acceptances/gone.html", reason=offer.state.value, invitation=offer), 410


def _refuse(offer: Offer, form: Form, why: str) -> ResponseReturnValue:
    form.form_errors.append(why)
    return _page(offer, form), 422


def _guest(offer: Offer, form: Form) -> Newcomer | Known:
    """Who it is: either way a password is hashed once, before any transaction."""
    if isinstance(form, NewcomerForm):
        return Newcomer(str(form.name.data), hash_password(str(form.password.data)))
    person = checked(offer.email, str(form.password.data))
    return Known(person.password_hash if person else None)


def _let_in(offer: Offer, guest: Newcomer | Known) -> tuple[int | None, InvitationState]:
    """Who came in, unless the invitation was closed meanwhile; raises GuestRefused."""
    with unscoped(writes=True) as session:
        held, siblings = Invitation.hold_with_siblings(session, offer.id, now())
        state = held.state(now())
        if state is not InvitationState.OPEN:
            return None, state
        person = guest.account(session, held, now())
        membership = held.accept(session, person.id, now())
        _end(session, siblings, membership.id)
        record_joining(session, membership)
        session.commit()
        return person.id, state


def _end(session: StudioSession, siblings: list[Invitation], by: int) -> None:
    """End those that are needed no more, with what letter of theirs waits."""
    for each in siblings:
        with session.within(each.studio_id) as rows:
            each.close(rows, End.USED, by, now())
            Outbox.recall(rows, invitation_link(each.nonce))
