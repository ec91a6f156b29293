"""A forgotten password: asked for by address, and set anew by a link."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from trainer.accounts.authentication import TOO_MANY, forget_tries
from trainer.accounts.forms.reset import ForgottenForm, ResetForm
from trainer.accounts.models.reset import Reset
from trainer.accounts.passwords import hash_password
from trainer.accounts.queries.studio_rows import studio_rows
from trainer.accounts.reset_letter import ask
from trainer.clock import now
from trainer.config import Config
from trainer.mail.outbox import Outbox
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.person import Person
from trainer.web.links import reset_link, reset_nonce
from trainer.web.logbook import note
from trainer.web.pages import page

blueprint = Blueprint("resets", __name__)

ON_ITS_WAY = (
    "If that address has an account here, a link is on its way to it. It works once, for one hour."
)
IS_SET = "Your new password is set, and every device is signed out. Sign in with it."


@blueprint.get("/forgotten-password")
def new() -> ResponseReturnValue:
    """Ask for the address, or say who can help where no mail is sent."""
    return _asking_page(ForgottenForm(request.args))


@blueprint.post("/forgotten-password")
def create() -> ResponseReturnValue:
    """Mail a link, with the same answer for every address."""
    if not _mails():
        return redirect(url_for("resets.new"), 303)
    form = ForgottenForm(request.form)
    if not form.validate():
        return _asking_page(form), 422
    if not ask(str(form.email.data)):
        form.form_errors.append(TOO_MANY)
        return _asking_page(form), 429
    note("reset_asked")
    flash(ON_ITS_WAY, "done")
    return redirect(url_for("sign_ins.new"), 303)


@blueprint.get("/new-password/<reset_code>")
def edit(reset_code: str) -> ResponseReturnValue:
    """Ask for a new password, while the link is good."""
    person, _ = _whose(_nonce(reset_code))
    return _page(person, ResetForm())


@blueprint.post("/new-password/<reset_code>")
def update(reset_code: str) -> ResponseReturnValue:
    """Set the password, which signs every device out; then one signs in with it."""
    nonce = _nonce(reset_code)
    person, studios = _whose(nonce)
    form = ResetForm(request.form)
    form.about = (person.email, person.name, *studios)
    if not form.validate():
        return _page(person, form), 422
    _use(nonce, person.email, hash_password(str(form.password.data)))
    note("password_reset", person=person.id)
    flash(IS_SET, "done")
    return redirect(url_for("sign_ins.new"), 303)


def _nonce(code: str) -> str:
    return reset_nonce(code) or abort(404)


def _whose(nonce: str) -> tuple[Person, list[str]]:
    """Whom an open link is for, and the names of their studios; one that is over is gone."""
    with unscoped() as session:
        found = Reset.at(session, nonce) or abort(404)
        if not found.is_open(session, now()):
            abort(_gone())
        return found.person, [each.name for each in studio_rows(session, found.person_id)]


def _use(nonce: str, email: str, password_hash: str) -> None:
    """Use the link, unless somebody was quicker: it is asked again once it is held."""
    with unscoped(writes=True) as session:
        found = Reset.at(session, nonce, hold=True)
        if found is None or not found.is_open(session, now()):
            abort(_gone())
        found.use(session, password_hash, now())
        forget_tries(session, email)
        Outbox.recall(session, reset_link(nonce))
        session.commit()


def _gone() -> Response:
    return current_app.make_response((page("resets/gone.html", mails=_mails()), 410))


def _asking_page(form: ForgottenForm) -> str:
    return page("resets/new.html", form=form, mails=_mails())


def _page(person: Person, form: ResetForm) -> str:
    return page("resets/edit.html", email=person.email, form=form)


def _mails() -> bool:
    config: Config = current_app.extensions["config"]
    return config.mails
