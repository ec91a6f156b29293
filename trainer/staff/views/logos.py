"""The studio's logo."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from trainer.tenancy.access import current_member, studio_session
from trainer.tenancy.models.studio import Logo

blueprint = Blueprint("logos", __name__, url_prefix="/<studio>")


@blueprint.get("/logo.png")
def show() -> Response:
    """The picture as we encoded it; its address changes with its bytes."""
    png = Logo.fetch(studio_session(), current_member().logo_sha256) or abort(404)
    response = Response(png, mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
