"""Liveness: this process answers. Where it does not, it is to be started again."""

from __future__ import annotations

from flask import Blueprint, Response

blueprint = Blueprint("liveness", __name__)


@blueprint.get("/healthz")
def show() -> Response:
    """That it answers at all: the database is not asked, for a new process would not mend it."""
    return Response("alive\n", mimetype="text/plain")
