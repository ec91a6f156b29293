"""Changing one's own password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.account_page import account_page
from trainer.accounts.current_password import is_confirmed
from trainer.accounts.forms.account import AccountForm, PasswordForm
from trainer.accounts.models.reset import Reset
from trainer.accounts.passwords import hash_password
from trainer.accounts.way_in import own_studios
from trainer.clock import now
from trainer.tenancy.access import unscoped, visitor
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.web.logbook import note

blueprint = Blueprint("passwords", __name__)


@blueprint.post("/account/password")
def update() -> ResponseReturnValue:
    """Change the password, which ends every other sign-in."""
    form = PasswordForm(request.form)
    form.about = (visitor().email, visitor().name, *(studio.name for studio in own_studios()))
    if not form.validate() or not is_confirmed(form.current):
        return account_page(AccountForm(data={"name": visitor().name}), form), 422
    new_hash = hash_password(str(form.new.data))
    with unscoped(writes=True) as session:
        session.get_one(Person, visitor().person_id).password_hash = new_hash
        SignIn.end_all(session, visitor().person_id, now(), keep=visitor().sign_in_id)
        Reset.end_all(session, visitor().person_id, now())
        session.commit()
    note("password_changed")
    flash("Your password is changed. Your other devices are signed out.", "done")
    return redirect(url_for("accounts.edit"), 303)
