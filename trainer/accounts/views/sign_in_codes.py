"""The second step of signing in, for whoever has a second factor."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.authentication import TOO_MANY, admitted
from trainer.accounts.forms.second_factor import CodeForm
from trainer.accounts.half_way import HalfWay
from trainer.web.logbook import address_mark, note
from trainer.web.pages import page

blueprint = Blueprint("sign_in_codes", __name__)

NO_FIT = "This code does not fit, or was used already. Wait for the next one, and try again."


@blueprint.get("/sign-in/code")
def new() -> ResponseReturnValue:
    """Ask for the code; who is not half way in begins anew."""
    if HalfWay.of_session() is None:
        return redirect(url_for("sign_ins.new"), 303)
    return page("sign_in_codes/new.html", form=CodeForm())


@blueprint.post("/sign-in/code")
def create() -> ResponseReturnValue:
    """Sign in, if the code fits: each does once, and tries are counted with those of passwords."""
    half, form = HalfWay.of_session(), CodeForm(request.form)
    if half is None:
        return redirect(url_for("sign_ins.new"), 303)
    if not form.validate():
        return page("sign_in_codes/new.html", form=form), 422
    if not admitted(half.email):
        form.form_errors.append(TOO_MANY)
        return page("sign_in_codes/new.html", form=form), 429
    if not half.finish(str(form.code.data)):
        note("sign_in_refused", why="no such code", address=address_mark(half.email))
        form.code.errors = [NO_FIT]
        return page("sign_in_codes/new.html", form=form), 422
    return redirect(half.onward, 303)
