"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.authentication import TOO_MANY, admitted, checked
from trainer.accounts.forms.sign_in import SignInForm
from trainer.accounts.half_way import proceed
from trainer.accounts.way_in import way_in
from trainer.clock import now
from trainer.tenancy.access import is_signed_in, unscoped, visitor
from trainer.tenancy.models.sign_in import SignIn
from trainer.web.links import local_path
from trainer.web.logbook import note
from trainer.web.pages import page

blueprint = Blueprint("sign_ins", __name__)

# What the browser kept of this site alone. "cookies" would end sign-ins at every other site of the
# same domain, and forget the device.
CLEAR = {"Clear-Site-Data": '"cache", "storage"'}

NO_MATCH = "The address and the password do not match. Check both and try again."


@blueprint.get("/sign-in")
def new() -> ResponseReturnValue:
    """Ask who it is."""
    if is_signed_in():
        return redirect(way_in(), 303)
    return page("sign_ins/new.html", form=SignInForm(request.args))


@blueprint.post("/sign-in")
def create() -> ResponseReturnValue:
    """Sign in, with the same answer for every address that does not match."""
    form = SignInForm(request.form)
    if not form.validate():
        return page("sign_ins/new.html", form=form), 422
    address = str(form.email.data)
    if not admitted(address):
        form.form_errors.append(TOO_MANY)
        return page("sign_ins/new.html", form=form), 429
    person = checked(address, str(form.password.data))
    if person is None:
        form.form_errors.append(NO_MATCH)
        return page("sign_ins/new.html", form=form), 422
    onward = proceed(person.id, local_path(form.next.data) or url_for("front.show"))
    return redirect(onward, 303)


@blueprint.post("/sign-out")
def destroy() -> ResponseReturnValue:
    """End the sign-in of this device, on the server."""
    with unscoped(writes=True) as rows:
        SignIn.end(rows, visitor().sign_in_id, now())
        rows.commit()
    note("sign_out")
    session.clear()
    flash("You are signed out. What you read is kept.", "done")
    return redirect(url_for("front.show"), 303), CLEAR
