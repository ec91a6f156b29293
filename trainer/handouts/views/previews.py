"""The picture of what a base prints, to be seen beside the choice."""

from __future__ import annotations

from flask import Blueprint, Response

from trainer.handouts.lookup import preview_or_404

blueprint = Blueprint("previews", __name__, url_prefix="/<studio>")


@blueprint.get("/previews/<int:print_base_id>.png")
def show(print_base_id: int) -> Response:
    """Its first page; what a base prints never changes, and neither does its picture."""
    response = Response(preview_or_404(print_base_id), mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
