"""The studios somebody belongs to."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from trainer.accounts.way_in import own_studios
from trainer.web.pages import page

blueprint = Blueprint("studios", __name__)


@blueprint.get("/studios")
def index() -> ResponseReturnValue:
    """Choose a studio."""
    return page("studios/index.html", studios=own_studios())
