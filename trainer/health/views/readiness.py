"""Readiness: pages can be answered. Where they cannot, nobody is to be sent here."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from trainer.health.readiness import obstacle

blueprint = Blueprint("readiness", __name__)


@blueprint.get("/readyz")
def show() -> Response:
    """That the database answers and has every table, or what is in the way."""
    found = obstacle(current_app.extensions["storage"])
    return Response(f"{found or 'ready'}\n", 503 if found else 200, mimetype="text/plain")
