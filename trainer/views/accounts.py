"""One's own account: the name, the password and the devices signed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.access import unscoped, visitor
from trainer.clock import now
from trainer.forms.account import AccountForm, PasswordForm
from trainer.models.person import Person
from trainer.models.sign_in import SignIn
from trainer.pages import page

blueprint = Blueprint("accounts", __name__)


@dataclass(frozen=True)
class SignInRow:
    """A device in the list of one's own."""

    id: int
    device: str
    started: dt.datetime
    is_this: bool


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


def account_page(form: AccountForm, password_form: PasswordForm) -> str:
    """The page with both forms and the open sign-ins."""
    return page(
        "accounts/edit.html", form=form, password_form=password_form, sign_ins=_open_sign_ins()
    )


def _open_sign_ins() -> list[SignInRow]:
    statement = (
        sa.select(SignIn)
        .where(SignIn.person_id == visitor().person_id)
        .where(SignIn.ended_at.is_(None), SignIn.expires_at > now())
        .order_by(SignIn.started_at.desc())
    )
    with unscoped() as session:
        return [
            SignInRow(row.id, row.device, row.started_at, row.id == visitor().sign_in_id)
            for row in session.scalars(statement)
        ]
