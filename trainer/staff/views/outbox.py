"""The outbox of the demo, where nothing is mailed: its letters can be read instead."""

from __future__ import annotations

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue

from trainer.mail.outbox import Outbox
from trainer.tenancy.access import studio_session
from trainer.web.pages import page

blueprint = Blueprint("outbox", __name__, url_prefix="/<studio>")

MOST = 100


@blueprint.get("/outbox")
def index() -> ResponseReturnValue:
    """Every letter, the newest first; in the demo alone, for letters let people in."""
    if not current_app.config["DEMO"]:
        abort(404)
    return page("outbox/index.html", letters=Outbox.newest(studio_session(), MOST))
