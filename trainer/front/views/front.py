"""The first page: where somebody signs in."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect
from flask.typing import ResponseReturnValue

from trainer import demo
from trainer.accounts.forms.sign_in import SignInForm
from trainer.accounts.way_in import way_in
from trainer.tenancy.access import is_signed_in
from trainer.web.pages import page

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """The way in; somebody signed in goes on to their studio."""
    if is_signed_in():
        return redirect(way_in(), 303)
    people = demo.people() if current_app.config["DEMO"] else []
    return page("front/show.html", form=SignInForm(), demo_people=people)
