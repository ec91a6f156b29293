"""The demo: signing in by one click, and starting afresh. Neither exists outside demo mode."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from trainer import demo
from trainer.accounts.authentication import start

sign_ins = Blueprint("demo_sign_ins", __name__)
resets = Blueprint("demo_resets", __name__)


@sign_ins.before_request
@resets.before_request
def demo_alone() -> None:
    """Outside demo mode there is no such page."""
    if not current_app.config["DEMO"]:
        abort(404)


@sign_ins.post("/demo/sign-ins")
def create() -> ResponseReturnValue:
    """Sign in as one of the demo's people, and as nobody else."""
    chosen = request.form.get("person", type=int)
    if chosen not in {person.id for person in demo.people()}:
        abort(404)
    start(chosen, "demo_sign_in")
    return redirect(url_for("homes.show", studio=demo.SLUG), 303)


@resets.post("/demo/resets", endpoint="create")
def reset() -> ResponseReturnValue:
    """Put the demo back to its first day."""
    demo.reset()
    session.clear()
    flash("The demo is as new.", "done")
    return redirect(url_for("front.show"), 303)
