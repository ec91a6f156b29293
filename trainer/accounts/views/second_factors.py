"""One's own second factor: begun with an app, ended with the password."""

from __future__ import annotations

import segno
from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import Form

from trainer.accounts.current_password import is_confirmed
from trainer.accounts.forms.second_factor import BeginForm, EndForm
from trainer.accounts.models.second_factor import (
    SHOWN_FOR,
    SecondFactor,
    app_address,
    app_secret,
    matching_step,
)
from trainer.clock import now
from trainer.tenancy.access import unscoped, visitor
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.sign_in import SignIn
from trainer.web.logbook import note
from trainer.web.pages import page

blueprint = Blueprint("second_factors", __name__)

NO_FIT = "This code does not fit. Look at the app again: it changes every half minute."


@blueprint.get("/account/second-factor")
def show() -> ResponseReturnValue:
    """What to scan where there is none yet; else the recovery codes, at first, and the way out."""
    with unscoped() as session:
        factor = SecondFactor.of(session, visitor().person_id)
        codes = factor.unspent(session, _key()) if factor else []
    if factor is None:
        return _begin_page(BeginForm())
    is_new = now() - factor.at < SHOWN_FOR
    return _on_page(EndForm(), codes if is_new else [], left=len(codes))


@blueprint.post("/account/second-factor")
def create() -> ResponseReturnValue:
    """Begin with it once the app has shown that it counts alike; other devices are signed out."""
    form, nonce = BeginForm(request.form), _offered()
    if nonce is None:
        return redirect(url_for("second_factors.show"), 303)  # a second tap
    if not form.validate() or not is_confirmed(form.current) or not _fits(form, nonce):
        return _begin_page(form), 422
    _begin(nonce)
    note("second_factor_on")
    flash("The second factor is on. Keep the codes below where you find them.", "done")
    return redirect(url_for("second_factors.show"), 303)


@blueprint.post("/account/second-factor/removal")
def destroy() -> ResponseReturnValue:
    """End it, for whoever knows the password."""
    form = EndForm(request.form)
    if not form.validate() or not is_confirmed(form.current):
        return _on_page(form, []), 422
    with unscoped(writes=True) as session:
        SecondFactor.end(session, visitor().person_id, now())
        session.commit()
    note("second_factor_off")
    flash("The second factor is off. Your password alone lets you in.", "done")
    return redirect(url_for("accounts.edit"), 303)


def _begin(nonce: str) -> None:
    me = visitor()
    with unscoped(writes=True) as session:
        Person.hold(session, me.email)  # of two at once the second finds that it is on
        if SecondFactor.of(session, me.person_id) is None:
            session.add(SecondFactor(person_id=me.person_id, nonce=nonce, at=now()))
            SignIn.end_all(session, me.person_id, now(), keep=me.sign_in_id)
        session.commit()


def _fits(form: BeginForm, nonce: str) -> bool:
    if matching_step(nonce, _key(), str(form.code.data), now()) is not None:
        return True
    form.code.errors = [NO_FIT]
    return False


def _offered() -> str | None:
    """What the page gives to this sign-in, until it is on: the same each time that one looks."""
    with unscoped() as session:
        if SecondFactor.of(session, visitor().person_id):
            return None
        return SecondFactor.offer(session, visitor().person_id, visitor().token)


def _begin_page(form: BeginForm) -> str:
    nonce = _offered() or ""
    drawn = segno.make(app_address(nonce, _key(), visitor().email), error="m", micro=False)
    svg = drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr")
    secret = app_secret(nonce, _key())
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    # Segno draws squares: nothing of what somebody wrote is in it as text.
    return page("second_factors/new.html", form=form, drawing=Markup(svg), secret=groups)  # noqa: S704


def _on_page(form: Form, codes: list[str], left: int | None = None) -> str:
    return page("second_factors/show.html", form=form, codes=codes, left=left)


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
