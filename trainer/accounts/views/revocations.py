"""Signing another of one's own devices out."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from trainer.clock import now
from trainer.tenancy.access import unscoped, visitor
from trainer.tenancy.models.sign_in import SignIn
from trainer.web.logbook import note

blueprint = Blueprint("revocations", __name__)


@blueprint.post("/account/sign-ins/<int:sign_in_id>/revocation")
def create(sign_in_id: int) -> ResponseReturnValue:
    """End one of one's own sign-ins."""
    with unscoped(writes=True) as session:
        found = SignIn.of(session, visitor().person_id, sign_in_id) or abort(404)
        found.ended_at = found.ended_at or now()
        session.commit()
    note("device_revoked", sign_in=sign_in_id)
    flash("That device is signed out.", "done")
    return redirect(url_for("accounts.edit"), 303)
