"""One's own account: the name, the password and the devices signed in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.account_page import account_page
from trainer.accounts.forms.account import AccountForm, PasswordForm
from trainer.tenancy.access import unscoped, visitor
from trainer.tenancy.models.person import Person

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/account")
def edit() -> ResponseReturnValue:
    """Look at one's account."""
    return account_page(AccountForm(data={"name": visitor().name}), PasswordForm())


@blueprint.post("/account")
def update() -> ResponseReturnValue:
    """Change one's name."""
    form = AccountForm(request.form)
    if not form.validate():
        return account_page(form, PasswordForm()), 422
    with unscoped(writes=True) as session:
        session.get_one(Person, visitor().person_id).name = str(form.name.data)
        session.commit()
    flash("Your name is saved.", "done")
    return redirect(url_for("accounts.edit"), 303)
