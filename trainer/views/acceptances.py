"""Accepting an invitation, by its link."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from trainer.access import unscoped
from trainer.clock import now
from trainer.forms.acceptance import KnownForm, NewcomerForm
from trainer.links import invitation_nonce
from trainer.models.invitation import Invitation, InvitationState
from trainer.models.membership import Membership
from trainer.models.person import Person
from trainer.models.studio import Studio
from trainer.pages import page
from trainer.security import hash_password
from trainer.views.sign_ins import TOO_MANY, admitted, checked, start

blueprint = Blueprint("acceptances", __name__)

NOT_YOURS = "This is not the password of that address. Check it and try again."


@dataclass(frozen=True)
class Offer:
    """An invitation as its guest sees it; ``known`` when their address signs in already."""

    id: int
    code: str
    studio_name: str
    studio_slug: str
    role_name: str
    inviter: str | None
    name: str
    email: str
    expires: dt.datetime
    state: InvitationState
    known: bool


@blueprint.get("/invitations/<code>")
def new(code: str) -> ResponseReturnValue:
    """Show who invites to what, and ask for a password."""
    offer = _offer(code)
    if offer.state is not InvitationState.OPEN:
        return _gone(offer)
    form = KnownForm() if offer.known else NewcomerForm(data={"name": offer.name})
    return page("acceptances/new.html", invitation=offer, form=form, known=offer.known)


@blueprint.post("/invitations/<code>")
def create(code: str) -> ResponseReturnValue:
    """Join the studio, and be signed in."""
    offer = _offer(code)
    if offer.state is not InvitationState.OPEN:
        return _gone(offer)
    form = KnownForm(request.form) if offer.known else NewcomerForm(request.form)
    if isinstance(form, NewcomerForm):
        form.about = (offer.email, offer.studio_name)
    if not form.validate():
        return page("acceptances/new.html", invitation=offer, form=form, known=offer.known), 422
    person_id = _proven(offer, form) if isinstance(form, KnownForm) else None
    if isinstance(form, KnownForm) and person_id is None:
        return page("acceptances/new.html", invitation=offer, form=form, known=True), 422
    return _join(offer, person_id, form)


def _offer(code: str) -> Offer:
    """What a link offers; a link that we did not sign is not found."""
    statement = (
        sa.select(Invitation, Studio.name, Studio.slug, Person.id)
        .join(Studio, Studio.id == Invitation.studio_id)
        .outerjoin(Person, Person.email == Invitation.email)
        .where(Invitation.nonce == (invitation_nonce(code) or abort(404)))
        .options(
            joinedload(Invitation.inviter).joinedload(Membership.person),
            joinedload(Invitation.acceptance),
            joinedload(Invitation.withdrawal),
        )
    )
    with unscoped() as session:
        found = session.execute(statement).one_or_none() or abort(404)
    invitation, studio_name, studio_slug, person_id = found
    return Offer(
        id=invitation.id,
        code=code,
        studio_name=studio_name,
        studio_slug=studio_slug,
        role_name=invitation.role.title(),
        inviter=invitation.inviter.person.name if invitation.inviter else None,
        name=invitation.name,
        email=invitation.email,
        expires=invitation.expires_at,
        state=invitation.state(now()),
        known=person_id is not None,
    )


def _gone(offer: Offer) -> ResponseReturnValue:
    return page("acceptances/gone.html", reason=offer.state.value, invitation=offer), 410


def _proven(offer: Offer, form: KnownForm) -> int | None:
    """The person behind a known address, once they have shown their password."""
    if not admitted(offer.email):
        form.password.errors = [TOO_MANY]
        return None
    person = checked(offer.email, str(form.password.data))
    if person is None:
        form.password.errors = [NOT_YOURS]
    return person.id if person else None


def _join(
    offer: Offer, person_id: int | None, form: KnownForm | NewcomerForm
) -> ResponseReturnValue:
    newcomer = _newcomer(offer, form) if isinstance(form, NewcomerForm) else None
    try:
        with unscoped(writes=True) as session:
            if newcomer:
                session.add(newcomer)
                session.flush()
                person_id = newcomer.id
            session.get_one(Invitation, offer.id).accept(session, person_id or 0, now())
            session.commit()
    except IntegrityError:
        abort(410)  # somebody used the link, or took the address, in this very moment
    start(person_id or 0)
    flash(f"Welcome to {offer.studio_name}.", "done")
    return redirect(url_for("homes.show", studio=offer.studio_slug), 303)


def _newcomer(offer: Offer, form: NewcomerForm) -> Person:
    return Person(
        email=offer.email,
        name=str(form.name.data),
        password_hash=hash_password(str(form.password.data)),
    )
